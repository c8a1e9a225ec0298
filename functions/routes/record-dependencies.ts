import { createRequestStore, type RequestStore } from '#requests/request-store';
import type { Dependencies } from '#runtime/dependencies';
import { createLog } from '#runtime/log';
import { createMetrics } from '#runtime/metrics';
import { serviceNameFrom, tableSettingsFrom } from '#runtime/settings';
import { createDynamoDbClient, createTable } from '#runtime/table';
import type { WorkflowMode } from '#tracking/admission';
import { createGuardStore } from '#tracking/mobility/guards';
import { createLookBehind } from '#tracking/mobility/look-behind';
import type { ProgressParts } from '#tracking/mobility/port-ins-of-number';
import { createProgressStore } from '#tracking/mobility/progress-store';
import { createNoteStore, type NoteStore } from '#tracking/note-store';
import { createOrderGate, type OrderGate } from '#tracking/order-gate';
import { createOrderStore, type OrderStore } from '#tracking/order-store';

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
