import * as z from 'zod';
import type { Operation } from '#domain/define-operation';
import { createAppendPollNotice } from '#polling/append-poll-notice';
import { createPollBudget } from '#polling/poll-budget';
import type { PollDependencies } from '#polling/poll';
import { pollOperations } from '#polling/poll-operations';
import { startExecutionFrom } from '#platform/start-execution';
import type { PollerSweepDependencies } from '#polling/sweep';
import { createPollJobStore } from '#polling/poll-job-store';
import { businessNow } from '#platform/clock';
import { dependencies } from '#entry/runtime-dependencies';
import { createLog } from '#platform/log';
import { createMetrics } from '#platform/metrics';
import { serviceNameFrom, tableSettingsFrom } from '#platform/settings';
import { createDynamoDbClient, createTable, type Table } from '#platform/table/table';
import { trackingEffects } from '#entry/runtime-write-dependencies';
import { createOrderStore } from '#tracking/order/order-store';

const pollSettings = z.object({
  /** Polls of one Solution Provider’s items that may reach AT&T in a minute. */
  POLLS_PER_MINUTE: z.coerce.number().int().min(1).default(120),
});

const operationOf = new Map<string, Operation>(pollOperations.map((operation) => [operation.id, operation]));

/** What a poll works with, from the process’s environment. */
export const pollDependencies = (): PollDependencies => {
  const { tableName, workflow } = tableSettingsFrom(process.env);
  const { POLLS_PER_MINUTE } = pollSettings.parse(process.env);
  const table = createTable(createDynamoDbClient(), tableName);
  const deps = dependencies();
  return {
    ...deps,
    pollJobs: createPollJobStore(table, businessNow),
    budget: createPollBudget(table, POLLS_PER_MINUTE, businessNow),
    readerOf: ({ read }) => {
      const operation = operationOf.get(read);
      const binding = deps.settings.bindings[read];
      if (!operation || binding?.baseUrl === undefined) return undefined;
      return { operation, binding: { ...binding, baseUrl: binding.baseUrl } };
    },
    // A poll is not a client’s first sight of something: what it reads is polled already.
    effects: trackingEffects(deps, table, workflow),
    appendNotice: createAppendPollNotice({ table, orders: createOrderStore(table, businessNow) }),
    now: businessNow,
  };
};

/** What the sweep works with: records, and the right to start pollers. */
export const sweepDependencies = (): PollerSweepDependencies & { table: Table } => {
  const serviceName = serviceNameFrom(process.env);
  const table = createTable(createDynamoDbClient(), tableSettingsFrom(process.env).tableName);
  return {
    table,
    pollJobs: createPollJobStore(table, businessNow),
    start: startExecutionFrom(process.env),
    log: createLog(serviceName),
    metrics: createMetrics(serviceName),
  };
};
