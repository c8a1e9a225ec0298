import type { DriftDependencies } from '#drift/run';
import { createDriftStore } from '#drift/run-store';
import type { TakeInDependencies } from '#drift/take-in';
import { bindingsOf, type CallPorts } from '#entry/compose-att';
import { followedEffects } from '#entry/compose-effects';
import type { PollingPorts } from '#entry/compose-polling';
import { comparedReads } from '#operations/compared-reads';
import { createRestrictionOf } from '#platform/restrictions';
import type { Table } from '#platform/table/table';
import { createPollBudget } from '#polling/poll-budget';
import { createPollJobStore } from '#polling/poll-job-store';
import { createFindFacts } from '#polling/tracked-order-of';
import { createOrderStore } from '#tracking/order/order-store';

/** What our view is compared with AT&T’s by. Half of the polls of a minute are left to pollers at all times. */
export const composeDrift = (
  ports: CallPorts & { table: Table; now: () => number; pollsPerMinute: number },
): DriftDependencies => ({
  ...ports,
  drift: createDriftStore(ports.table),
  pollJobs: createPollJobStore(ports.table, ports.now),
  budget: createPollBudget(ports.table, Math.ceil(ports.pollsPerMinute / 2), ports.now),
  reads: comparedReads,
  bindingOf: bindingsOf(ports),
  restrictionOf: createRestrictionOf(ports.table, ports.wireNow),
});

/** What one thing is read and recorded by when an operator asks. */
export const composeTakeIn = (ports: PollingPorts): TakeInDependencies => ({
  ...ports,
  reads: comparedReads,
  budget: createPollBudget(ports.table, ports.pollsPerMinute, ports.now),
  effects: followedEffects(ports),
  findFacts: createFindFacts(createOrderStore(ports.table, ports.now)),
  bindingOf: bindingsOf(ports),
  restrictionOf: createRestrictionOf(ports.table, ports.wireNow),
});
