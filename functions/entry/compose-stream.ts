import { createAuditChanges } from '#events/audit-changes';
import type { EventBus } from '#events/event-bus';
import { createEventStore } from '#events/event-store';
import type { PublisherDependencies, Reaction } from '#events/handle-changes';
import { createAppendAudit } from '#platform/audit/append';
import type { Fingerprints } from '#platform/data-keys/fingerprints';
import type { Observability } from '#platform/observability';
import type { Item, Table } from '#platform/table/table';
import { heartbeats, pollJobs, webhookTasks } from '#platform/table/keys';
import { createStoreMissing } from '#requests/stored-with';
import { createLeadStore } from '#tracking/leads/lead-store';
import { createApplyOutcome } from '#tracking/apply-outcome';
import { taskOf } from '#webhooks/task';

/** What carries changes of the table on. */
export interface StreamPorts extends Observability {
  table: Table;
  bus: EventBus;
  /** With the key of the audit. */
  auditFingerprints: Fingerprints;
  /** Time at AT&T, by which what is tracked is dated. */
  now: () => number;
  /** Has a poll job begun; absent: the sweep does it, a minute or two later. */
  startPolling?: ((pollJob: Item) => Promise<unknown>) | undefined;
}

/** Events of what is tracked; outcomes to what waits for them; leads to what has ids; entries of the audit; pollers of what is new; tasks to the webhook sender. */
export const composeStream = (ports: StreamPorts): PublisherDependencies => {
  const { table, bus, now, startPolling, auditFingerprints } = ports;
  return {
    ...ports,
    events: createEventStore(table),
    applyOutcome: createApplyOutcome(table, now),
    storeMissing: createStoreMissing(table),
    leads: createLeadStore(table),
    audit: createAuditChanges(createAppendAudit(table, auditFingerprints), auditFingerprints),
    reactions: {
      [heartbeats.key.partitionPrefix]: () => Promise.resolve(),
      [pollJobs.key.partitionPrefix]: startingPollers(startPolling),
      [webhookTasks.key.partitionPrefix]: handingOn(bus),
    },
    now,
  };
};

/** Every poll changes its job; only one under a new lease has to be started. */
const startingPollers =
  (startPolling: StreamPorts['startPolling']): Reaction =>
  async (changes) => {
    for (const { before, after } of changes) {
      if (after && after['run'] !== before?.['run']) await startPolling?.(after);
    }
  };

const handingOn =
  (bus: EventBus): Reaction =>
  async (changes) => {
    for (const { after } of changes) if (after) await bus.putTask(taskOf(after));
  };
