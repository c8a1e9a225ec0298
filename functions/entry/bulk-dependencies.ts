import { createBulkStore, type BulkStore } from '#bulk/bulk-store';
import { createCallStore, type CallStore } from '#bulk/call-store';
import { businessNow } from '#platform/clock';
import { gatewayTable, observability } from '#entry/process';
import type { Observability } from '#platform/observability';

/** What a route that only looks at bulk writes works with. */
export interface BulkRecords extends Observability {
  bulkWrites: BulkStore;
  calls: CallStore;
}

/** The real ones, from the process’s environment. */
export const bulkRecords = (): BulkRecords => {
  const table = gatewayTable();
  return {
    ...observability(),
    bulkWrites: createBulkStore(table, businessNow),
    calls: createCallStore(table, businessNow),
  };
};
