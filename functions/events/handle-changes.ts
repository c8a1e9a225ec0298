import * as z from 'zod';
import type { AuditChanges } from '#events/audit-changes';
import type { EventBus } from '#events/event-bus';
import type { ResourceEvent } from '#events/event';
import { publish, type PublishOptions } from '#events/publish';
import { waitingItem } from '#events/waiting-item';
import type { ItemChange } from '#events/stream-record';
import { changesMadeIn, isLine, lineImageOf } from '#events/line-image';
import { requestImageOf, standingOf, trackedImageOf, type TrackedImage } from '#events/tracked-image';
import { errorFacts, type LogFacts } from '#platform/log';
import { logNameOf } from '#platform/log-name';
import type { Observability } from '#platform/observability';
import { requestRecords } from '#platform/table/keys';
import type { Item, Key } from '#platform/table/table';
import type { NameClaims } from '#requests/records-of-calls';
import type { StoreMissing } from '#requests/stored-with';
import type { LeadStore } from '#tracking/leads/lead-store';
import type { ApplyOutcome } from '#tracking/apply-outcome';

/** What is done about changes of one item, first to last. */
export type Reaction = (changes: readonly ItemChange[]) => Promise<void>;

export interface PublisherDependencies extends PublishOptions, Observability {
  bus: EventBus;
  applyOutcome: ApplyOutcome;
  storeMissing: StoreMissing;
  nameClaims: NameClaims;
  leads: Pick<LeadStore, 'follow'>;
  audit: AuditChanges;
  /** What else is in the table and has no events, by the start of its partition key. */
  reactions: Readonly<Record<string, Reaction>>;
}

export const publisherName = 'event-publisher';

/** Resources worked on at the same time. */
const atATime = 10;

/**
 * Carries changes of items on: events for what is tracked, outcomes into what waits for them, leads to what has ids, entries of the audit. Changes of one item are
 * taken together; different items do not wait for each other.
 * @returns the sequence numbers of changes that have to be tried again
 */
export const handleChanges = async (
  deps: PublisherDependencies,
  changes: readonly ItemChange[],
): Promise<readonly string[]> => {
  const byItem = Map.groupBy(changes, ({ key }) => `${key.pk}\n${key.sk}`).values();
  const groups = [...byItem].filter((group): group is [ItemChange, ...ItemChange[]] => group.length > 0);
  const failed: string[] = [];
  for (let start = 0; start < groups.length; start += atATime) {
    const some = groups.slice(start, start + atATime);
    const done = await Promise.all(some.map((group) => isHandled(deps, group)));
    failed.push(...some.filter((_, index) => !done[index]).flatMap((group) => group.map((one) => one.sequenceNumber)));
  }
  return failed;
};

/** At least one. */
type ChangesOfItem = readonly [ItemChange, ...ItemChange[]];

const isHandled = async (deps: PublisherDependencies, changes: ChangesOfItem): Promise<boolean> => {
  try {
    await handleItem(deps, changes);
    return true;
  } catch (error) {
    deps.log.error('change-not-published', errorFacts(error));
    if (!(error instanceof z.ZodError)) return false;
    // It will not become readable by being read again, and everything behind it would wait for a day.
    deps.metrics.emit({ operation: publisherName }, { UnpublishableChanges: 1 });
    return true;
  }
};

const isOf = ({ key }: { key: { partitionPrefix: string } }, { pk }: Key): boolean =>
  pk.startsWith(key.partitionPrefix);

const handleItem = async (deps: PublisherDependencies, changes: ChangesOfItem): Promise<void> => {
  const [{ key }] = changes;
  if (isOf(requestRecords, key)) await applyOutcomes(deps, changes);
  for (const { before, after } of changes) if (after) await deps.leads.follow(key, before, after);
  const reaction = Object.entries(deps.reactions).find(([partition]) => key.pk.startsWith(partition))?.[1];
  if (reaction) return changes.at(-1)?.after && reaction(changes);
  for (const image of imagesOf(key, changes)) {
    for (const event of await publish(deps, image)) deps.log.info('event-published', factsOf(event));
  }
  // Last, so that nobody waits for it to be told of a change.
  await deps.audit(key, changes);
};

const factsOf = ({ id: eventId, type: eventType, resource, operation, reason }: ResourceEvent): LogFacts => ({
  eventId,
  eventType,
  solutionProvider: resource.solutionProvider,
  item: logNameOf(resource),
  operation,
  reason,
});

/** An item after what is to be told of it: the newest has everything the others have; of a line, all tell. */
const imagesOf = (key: Key, changes: ChangesOfItem): TrackedImage[] => {
  if (isLine(key)) {
    const isTold = changes.some(({ before, after }) => changesMadeIn(after) > changesMadeIn(before));
    return [isTold ? lineImageOf(key, changes) : undefined].filter((image) => image !== undefined);
  }
  const imageOf = isOf(requestRecords, key) ? requestImageOf : trackedImageOf;
  return newestOfEach(changes).flatMap((item) => imageOf(key, item) ?? []);
};

/** The newest of every time an item was made: one that was made again has only its own changes. */
const newestOfEach = (changes: readonly ItemChange[]): Item[] => {
  const news = changes.filter(isNews).flatMap(({ after }) => (after ? [{ item: after, ...standingOf(after) }] : []));
  const inOrder = news.toSorted((a, b) => a.madeAt.localeCompare(b.madeAt) || a.changes - b.changes);
  return [...new Map(inOrder.map(({ madeAt, item }) => [madeAt, item])).values()];
};

const isNews = ({ before, after }: ItemChange): boolean => {
  const [was, is] = [standingOf(before), standingOf(after)];
  return is.changes > (was.madeAt === is.madeAt ? was.changes : 0);
};

const applyOutcomes = async (
  { applyOutcome, storeMissing, nameClaims }: PublisherDependencies,
  changes: readonly ItemChange[],
): Promise<void> => {
  for (const { before, after } of changes) {
    if (!after) continue;
    // First, so that it waits for nothing else that may have to be tried again.
    await nameClaims(before, after);
    await storeMissing(before, after);
    const waiting = waitingItem(before, after);
    if (waiting) await applyOutcome(waiting);
  }
};
