import { callDependencies, startBulkWriter } from '#entry/bulk-call-dependencies';
import { bulkRecords } from '#entry/bulk-dependencies';
import { fingerprints } from '#entry/data-keys';
import { createRouteHandler } from '#routes/create-route-handler';
import { createBulkWrite } from '#routes/bulk/create-bulk-write';

export const handler = createRouteHandler(createBulkWrite, {
  ...bulkRecords(),
  ...callDependencies(),
  fingerprints: fingerprints(),
  start: startBulkWriter(),
});
