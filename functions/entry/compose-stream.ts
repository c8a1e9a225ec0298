import { createAuditChanges } from '#events/audit-changes';
import type { EventBus } from '#events/event-bus';
import { createEventStore } from '#events/event-store';
import type { PublisherDependencies, Reaction } from '#events/handle-changes';
import { createAppendAudit } from '#platform/audit/append';
import type { Fingerprints } from '#platform/data-keys/fingerprints';
import type { Observability } from '#platform/observability';
import type { Table } from '#platform/table/table';
import { heartbeats, pollJobs, sightings, webhookTasks } from '#platform/table/keys';
import { startPolling, type StartExecution } from '#polling/start-polling';
import { startTakingIn } from '#polling/take-in-sighting';
import { createNameClaims } from '#requests/records-of-calls';
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
  /** Starts pollers; absent: the sweep starts those of poll jobs, a minute or two later. */
  startExecution?: StartExecution | undefined;
}

/** Events of what is tracked; outcomes to what waits for them; leads to what has ids; entries of the audit; pollers of what is new; tasks to the webhook sender. */
export const composeStream = (ports: StreamPorts): PublisherDependencies => {
  const { table, bus, now, startExecution, auditFingerprints } = ports;
  return {
    ...ports,
    events: createEventStore(table),
    applyOutcome: createApplyOutcome(table, now),
    storeMissing: createStoreMissing(table),
    nameClaims: createNameClaims(table),
    leads: createLeadStore(table),
    audit: createAuditChanges(createAppendAudit(table, auditFingerprints), auditFingerprints),
    reactions: {
      [heartbeats.key.partitionPrefix]: () => Promise.resolve(),
      [pollJobs.key.partitionPrefix]: startingPollers(startExecution),
      [sightings.key.partitionPrefix]: takingIn(startExecution),
      [webhookTasks.key.partitionPrefix]: handingOn(bus),
    },
    now,
  };
};

/** Every poll changes its job; only one under a new lease has to be started. */
const startingPollers =
  (start: StreamPorts['startExecution']): Reaction =>
  async (changes) => {
    for (const { before, after } of changes) {
      if (start && after && after['run'] !== before?.['run']) await startPolling(start, after);
    }
  };

/** Of one question the newest stands for all. */
const takingIn =
  (start: StreamPorts['startExecution']): Reaction =>
  async (changes) => {
    const after = changes.at(-1)?.after;
    if (start && after) await startTakingIn(start, after);
  };

const handingOn =
  (bus: EventBus): Reaction =>
  async (changes) => {
    for (const { after } of changes) if (after) await bus.putTask(taskOf(after));
  };
