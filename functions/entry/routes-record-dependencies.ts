import { createRequestStore, type RequestStore } from '#requests/request-store';
import type { Dependencies } from '#entry/runtime-dependencies';
import { createLog } from '#platform/log';
import { createMetrics } from '#platform/metrics';
import { serviceNameFrom, tableSettingsFrom } from '#platform/settings';
import { createDynamoDbClient, createTable } from '#platform/table';
import type { WorkflowMode } from '#tracking/order/preconditions';
import { createGuardStore } from '#tracking/long-running/unique-locks';
import { createLookBehind } from '#tracking/long-running/resolve-lock-owner';
import type { ProgressParts } from '#tracking/long-running/port-ins-of-number';
import { createProgressStore } from '#tracking/long-running/long-running-store';
import { createNoteStore, type NoteStore } from '#tracking/note-store';
import { createOrderGate, type OrderGate } from '#tracking/order/reserve-step';
import { createOrderStore, type OrderStore } from '#tracking/order/order-store';

/** What the gateway’s own routes work with: its records, and no way to AT&T or its credentials. */
export interface RecordDependencies extends Pick<Dependencies, 'log' | 'metrics'> {
  requests: RequestStore;
  orders: OrderStore;
  gate: OrderGate;
  mode: WorkflowMode;
  /** Ids of the reads that reach AT&T in this deployment; undefined where that is not known. */
  boundReads?: readonly string[] | undefined;
  progress: ProgressParts;
  notes: NoteStore;
}

/** The real ones, from the process’s environment. */
export const recordDependencies = (): RecordDependencies => {
  const { tableName, workflow: mode, boundReads } = tableSettingsFrom(process.env);
  const serviceName = serviceNameFrom(process.env);
  const table = createTable(createDynamoDbClient(), tableName);
  const orders = createOrderStore(table);
  const guards = createGuardStore(table);
  const items = createProgressStore(table, guards);
  return {
    log: createLog(serviceName),
    metrics: createMetrics(serviceName),
    requests: createRequestStore(table),
    orders,
    gate: createOrderGate({ table, orders, mode }),
    mode,
    boundReads,
    progress: { items, guards, lookBehind: createLookBehind({ table, items, now: Date.now }) },
    notes: createNoteStore(table),
  };
};
