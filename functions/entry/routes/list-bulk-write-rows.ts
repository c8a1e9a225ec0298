import { bulkRecords } from '#entry/bulk-dependencies';
import { createRouteHandler } from '#routes/create-route-handler';
import { listBulkWriteRows } from '#routes/bulk/list-bulk-write-rows';

export const handler = createRouteHandler(listBulkWriteRows, bulkRecords());
