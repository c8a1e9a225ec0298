import { createRequestStore, type RequestStore } from '#requests/request-store';
import { dependencies, type Dependencies } from '#runtime/dependencies';
import { createDynamoDbClient, createTable, type Table } from '#runtime/table';
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
  return {
    ...dependencies(),
    table,
    requests: createRequestStore(table),
    steps: createOrderSteps({ table, orders, mode: workflow }),
  };
};
