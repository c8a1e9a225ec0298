import { startBulkWriter } from '#entry/bulk-call-dependencies';
import { bulkRecords } from '#entry/bulk-dependencies';
import { createRouteHandler } from '#routes/create-route-handler';
import { updateBulkWrite } from '#routes/bulk/update-bulk-write';

export const handler = createRouteHandler(updateBulkWrite, {
  ...bulkRecords(),
  start: startBulkWriter(),
});
