import { bindingsOf, type CallPorts } from '#entry/compose-att';
import { followedEffects, trackingEffects, type TrackingPorts } from '#entry/compose-effects';
import { comparedReads } from '#operations/compared-reads';
import { polledReads } from '#operations/polled-reads';
import { createAppendPollNotice } from '#polling/append-poll-notice';
import { createRestrictionOf } from '#platform/restrictions';
import { createPollBudget } from '#polling/poll-budget';
import type { PollDependencies } from '#polling/poll';
import { createPollJobStore } from '#polling/poll-job-store';
import { statusReaders } from '#polling/read-status';
import { createSightingStore } from '#polling/sighting-store';
import type { SightingDependencies } from '#polling/take-in-sighting';
import { createFindFacts } from '#polling/tracked-order-of';
import { createOrderStore } from '#tracking/order/order-store';

export type PollingPorts = CallPorts & TrackingPorts & { pollsPerMinute: number };

/** What a poll works with. */
export const composePolling = (ports: PollingPorts): PollDependencies => {
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

/** What is asked about what partners’ reads have shown. */
export const composeSightings = (ports: PollingPorts): SightingDependencies => {
  const { table, now, wireNow, pollsPerMinute } = ports;
  return {
    ...ports,
    sightings: createSightingStore(table),
    reads: comparedReads,
    bindingOf: bindingsOf(ports),
    restrictionOf: createRestrictionOf(table, wireNow),
    budget: createPollBudget(table, pollsPerMinute, now),
    effects: followedEffects(ports),
  };
};
