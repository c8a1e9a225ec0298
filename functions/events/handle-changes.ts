import * as z from 'zod';
import type { EventBus } from '#events/event-bus';
import { publish, type PublishOptions } from '#events/publish';
import { waitingItem } from '#events/waiting-item';
import type { ItemChange } from '#events/stream-record';
import { changesMadeIn, isLine, lineImageOf } from '#events/line-image';
import { changesIn, requestImageOf, trackedImageOf } from '#events/tracked-image';
import { errorFacts } from '#platform/log';
import type { Observability } from '#platform/observability';
import { requestRecords } from '#platform/table/keys';
import type { Key } from '#platform/table/table';
import type { StoreMissing } from '#requests/stored-with';
import type { LeadStore } from '#tracking/leads/lead-store';
import type { ApplyOutcome } from '#tracking/apply-outcome';

/** What is done about changes of one item, first to last. */
export type Reaction = (changes: readonly ItemChange[]) => Promise<void>;

export interface PublisherDependencies extends PublishOptions, Observability {
  bus: EventBus;
  applyOutcome: ApplyOutcome;
  storeMissing: StoreMissing;
  leads: Pick<LeadStore, 'follow'>;
  /** What else is in the table and has no events, by the start of its partition key. */
  reactions: Readonly<Record<string, Reaction>>;
}

export const publisherName = 'event-publisher';

/** Resources worked on at the same time. */
const atATime = 10;

/**
 * Carries changes of items on: events for what is tracked, outcomes into what waits for them, leads to what has ids. Changes of one item are
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
  const isRequest = isOf(requestRecords, key);
  if (isRequest) await applyOutcomes(deps, changes);
  for (const { before, after } of changes) if (after) await deps.leads.follow(key, before, after);
  // The newest has everything the others have; of a line, all that are not in its history by then.
  const countOf = isLine(key) ? changesMadeIn : changesIn;
  const newest = changes.reduce((a, b) => (countOf(b.after) >= countOf(a.after) ? b : a));
  if (newest.after === undefined) return;
  const reaction = Object.entries(deps.reactions).find(([partition]) => key.pk.startsWith(partition))?.[1];
  if (reaction) return reaction(changes);
  if (!changes.some(({ before, after }) => countOf(after) > countOf(before))) return;
  const image = isLine(key)
    ? lineImageOf(key, changes)
    : (isRequest ? requestImageOf : trackedImageOf)(key, newest.after);
  const published = image ? await publish(deps, image) : 0;
  if (published > 0) deps.metrics.emit({ operation: publisherName }, { EventsPublished: published });
};

const applyOutcomes = async (
  { applyOutcome, storeMissing }: PublisherDependencies,
  changes: readonly ItemChange[],
): Promise<void> => {
  for (const { before, after } of changes) {
    if (!after) continue;
    await storeMissing(before, after);
    const waiting = waitingItem(before, after);
    if (waiting) await applyOutcome(waiting);
  }
};
