import type { GrantLookup } from '#api/grants';
import { createBulkStore } from '#bulk/bulk-store';
import { createCallStore } from '#bulk/call-store';
import type { WorkDependencies } from '#bulk/work';
import type { BulkCalls } from '#entry/bulk-calls';
import { createRestrictionOf } from '#platform/restrictions';
import type { Observability } from '#platform/observability';
import type { Table } from '#platform/table/table';
import { createRequestStore } from '#requests/request-store';

/** What bulk writes are carried out by. */
export interface BulkWriterPorts extends Observability, BulkCalls {
  table: Table;
  grantOf: GrantLookup;
  now: () => number;
  /** The real time, by which processes end. */
  wireNow: () => number;
}

/** What the bulk writer works with. */
export const composeBulkWriter = (ports: BulkWriterPorts) =>
  ({
    ...ports,
    restrictionOf: createRestrictionOf(ports.table, ports.wireNow),
    bulkWrites: createBulkStore(ports.table, ports.now),
    calls: createCallStore(ports.table, ports.now),
    requests: createRequestStore(ports.table, ports.now),
  }) satisfies WorkDependencies;
