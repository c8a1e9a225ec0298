import type { CallPorts } from '#entry/compose-att';
import { trackingEffects, type TrackingPorts } from '#entry/compose-effects';
import { polledReads } from '#operations/polled-reads';
import { createAppendPollNotice } from '#polling/append-poll-notice';
import { createRestrictionOf } from '#platform/restrictions';
import { createPollBudget } from '#polling/poll-budget';
import type { PollDependencies } from '#polling/poll';
import { createPollJobStore } from '#polling/poll-job-store';
import { statusReaders } from '#polling/read-status';
import { createFindFacts } from '#polling/tracked-order-of';
import { createOrderStore } from '#tracking/order/order-store';

/** What a poll works with. */
export const composePolling = (ports: CallPorts & TrackingPorts & { pollsPerMinute: number }): PollDependencies => {
  const { table, now, wireNow, pollsPerMinute, settings } = ports;
  const orders = createOrderStore(table, now);
  return {
    ...ports,
    pollJobs: createPollJobStore(table, now),
    budget: createPollBudget(table, pollsPerMinute, now),
    restrictionOf: createRestrictionOf(table, wireNow),
    readerOf: statusReaders(polledReads, settings.bindings),
    effects: trackingEffects(ports),
    appendNotice: createAppendPollNotice({ table, orders }),
    findFacts: createFindFacts(orders),
  };
};
