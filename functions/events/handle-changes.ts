import * as z from 'zod';
import type { EventBus } from '#events/event-bus';
import { publish, type PublishOptions } from '#events/publish';
import { applyOutcome, itemWaitingFor, type OutcomeAppliers } from '#events/apply-outcome';
import type { ItemChange } from '#events/stream-record';
import { changesIn, requestImageOf, trackedImageOf } from '#events/tracked-image';
import { errorFacts, type Log } from '#platform/log';
import type { Metrics } from '#platform/metrics';
import { pollJobs, requestRecords, webhookTasks } from '#platform/table/keys';
import type { Item, Key, Table } from '#platform/table/table';
import { taskOf } from '#webhooks/task';

export interface PublisherDependencies extends PublishOptions {
  bus: EventBus;
  table: Pick<Table, 'get'>;
  outcomeAppliers: OutcomeAppliers;
  /** Has what is to be polled from now on polled. Left out, the sweep does it, a minute or two later. */
  startPolling?: (watch: Item) => Promise<unknown>;
  log: Log;
  metrics: Metrics;
}

export const publisherName = 'event-publisher';

/** Resources worked on at the same time. */
const atATime = 10;

/**
 * Carries changes of items on: events for what is tracked, outcomes into what waits for them. Changes of one item are
 * taken together; different items do not wait for each other.
 * @returns the sequence numbers of changes that have to be tried again
 */
export const handleChanges = async (
  deps: PublisherDependencies,
  changes: readonly ItemChange[],
): Promise<readonly string[]> => {
  const groups = [...Map.groupBy(changes, ({ key }) => `${key.pk}\n${key.sk}`).values()];
  const failed: string[] = [];
  for (let start = 0; start < groups.length; start += atATime) {
    const some = groups.slice(start, start + atATime);
    const done = await Promise.all(some.map((group) => isHandled(deps, group)));
    failed.push(...some.filter((_, index) => !done[index]).flatMap((group) => group.map((one) => one.sequenceNumber)));
  }
  return failed;
};

const isHandled = async (deps: PublisherDependencies, changes: readonly ItemChange[]): Promise<boolean> => {
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

const handleItem = async (deps: PublisherDependencies, changes: readonly ItemChange[]): Promise<void> => {
  // The newest has everything the others have.
  const newest = changes.reduce((a, b) => (changesIn(b.after) >= changesIn(a.after) ? b : a));
  const isRequest = isOf(requestRecords, newest.key);
  if (isRequest) await settleWaiting(deps, changes);
  if (newest.after === undefined) return;
  if (isOf(pollJobs, newest.key)) return startPoller(deps, changes);
  if (isOf(webhookTasks, newest.key)) return deps.bus.putTask(taskOf(newest.after));
  if (!changes.some(({ before, after }) => changesIn(after) > changesIn(before))) return;
  const image = (isRequest ? requestImageOf : trackedImageOf)(newest.key, newest.after);
  const published = image ? await publish(deps, image) : 0;
  if (published > 0) deps.metrics.emit({ operation: publisherName }, { EventsPublished: published });
};

/** Every poll changes its watch; only one of a new run has to be started. */
const startPoller = async (deps: PublisherDependencies, changes: readonly ItemChange[]): Promise<void> => {
  for (const { before, after } of changes) {
    if (after && after['run'] !== before?.['run']) await deps.startPolling?.(after);
  }
};

const settleWaiting = async (deps: PublisherDependencies, changes: readonly ItemChange[]): Promise<void> => {
  for (const { before, after } of changes) {
    const key = after && itemWaitingFor(before, after);
    if (key) await applyOutcome(deps.outcomeAppliers, deps.table.get, key);
  }
};
