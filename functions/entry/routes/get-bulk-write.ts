import { bulkRecords } from '#entry/bulk-dependencies';
import { createRouteHandler } from '#routes/create-route-handler';
import { getBulkWrite } from '#routes/bulk/get-bulk-write';

export const handler = createRouteHandler(getBulkWrite, bulkRecords());
