import { createBulkStore, type BulkStore } from '#bulk/bulk-store';
import { createCallStore, type CallStore } from '#bulk/call-store';
import { businessNow } from '#runtime/clock';
import type { Dependencies } from '#runtime/dependencies';
import { createLog } from '#runtime/log';
import { createMetrics } from '#runtime/metrics';
import { serviceNameFrom, tableSettingsFrom } from '#runtime/settings';
import { createDynamoDbClient, createTable } from '#runtime/table';

/** What a route that only looks at bulk writes works with. */
export interface BulkRecords extends Pick<Dependencies, 'log' | 'metrics'> {
  bulkWrites: BulkStore;
  calls: CallStore;
}

/** The real ones, from the process’s environment. */
export const bulkRecords = (): BulkRecords => {
  const serviceName = serviceNameFrom(process.env);
  const table = createTable(createDynamoDbClient(), tableSettingsFrom(process.env).tableName);
  return {
    log: createLog(serviceName),
    metrics: createMetrics(serviceName),
    bulkWrites: createBulkStore(table, businessNow),
    calls: createCallStore(table, businessNow),
  };
};
