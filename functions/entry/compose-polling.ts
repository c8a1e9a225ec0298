import type { Operation } from '#domain/define-operation';
import type { CallPorts } from '#entry/compose-att';
import { trackingEffects, type TrackingPorts } from '#entry/compose-effects';
import { createAppendPollNotice } from '#polling/append-poll-notice';
import { createPollBudget } from '#polling/poll-budget';
import type { PollDependencies } from '#polling/poll';
import { createPollJobStore } from '#polling/poll-job-store';
import { pollOperations } from '#polling/poll-operations';
import { createOrderStore } from '#tracking/order/order-store';

const operationOf = new Map<string, Operation>(pollOperations.map((operation) => [operation.id, operation]));

/** What a poll works with. */
export const composePolling = (ports: CallPorts & TrackingPorts & { pollsPerMinute: number }): PollDependencies => {
  const { table, now, pollsPerMinute, settings } = ports;
  return {
    ...ports,
    pollJobs: createPollJobStore(table, now),
    budget: createPollBudget(table, pollsPerMinute, now),
    readerOf: ({ read }) => {
      const operation = operationOf.get(read);
      const binding = settings.bindings[read];
      if (!operation || binding?.baseUrl === undefined) return undefined;
      return { operation, binding: { ...binding, baseUrl: binding.baseUrl } };
    },
    effects: trackingEffects(ports),
    appendNotice: createAppendPollNotice({ table, orders: createOrderStore(table, now) }),
  };
};
