import { bulkRecords } from '#entry/bulk-dependencies';
import { createRouteHandler } from '#routes/create-route-handler';
import { listBulkWrites } from '#routes/bulk/list-bulk-writes';

export const handler = createRouteHandler(listBulkWrites, bulkRecords());
