import { createBulkStore, type BulkStore } from '#bulk/bulk-store';
import { createCallStore, type CallStore } from '#bulk/call-store';
import { businessNow } from '#platform/clock';
import type { Dependencies } from '#entry/runtime-dependencies';
import { createLog } from '#platform/log';
import { createMetrics } from '#platform/metrics';
import { serviceNameFrom, tableSettingsFrom } from '#platform/settings';
import { createDynamoDbClient, createTable } from '#platform/table/table';

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
