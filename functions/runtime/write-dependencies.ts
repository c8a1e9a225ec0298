import { createRequestStore, type RequestStore } from '#requests/request-store';
import { dependencies, type Dependencies } from '#runtime/dependencies';
import { createDynamoDbClient, createTable, type Table } from '#runtime/table';
import { composeSteps } from '#tracking/compose-steps';
import { createLineSteps } from '#tracking/mobility/line-steps';
import { createProgressSteps } from '#tracking/mobility/progress-steps';
import { createOrderStore } from '#tracking/order-store';
import { createOrderSteps } from '#tracking/order-steps';
import type { Steps } from '#tracking/steps';
import { tableSettingsFrom } from '#runtime/settings';

/** What the handler of a write works with. */
export interface WriteDependencies extends Dependencies {
  table: Table;
  requests: RequestStore;
  steps: Steps;
}

let shared: WriteDependencies | undefined;

/** The real ones, built once per process from its environment. */
export const writeDependencies = (): WriteDependencies => (shared ??= build());

const build = (): WriteDependencies => {
  const { tableName, workflow } = tableSettingsFrom(process.env);
  const table = createTable(createDynamoDbClient(), tableName);
  const orders = createOrderStore(table);
  const deps = dependencies();
  return {
    ...deps,
    table,
    requests: createRequestStore(table),
    steps: composeSteps({
      order: createOrderSteps({ table, orders, mode: workflow }),
      progress: createProgressSteps({ table, metrics: deps.metrics, bindings: deps.settings.bindings }),
      line: createLineSteps({ table }),
    }),
  };
};
