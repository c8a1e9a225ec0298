import { bulkCalls, bulkWrites } from '#platform/table/keys';
import { defineGroup } from '#routes/define-group';
import { getBulkWrite } from '#routes/bulk/get-bulk-write';
import { listBulkWriteRows } from '#routes/bulk/list-bulk-write-rows';
import { listBulkWrites } from '#routes/bulk/list-bulk-writes';

/** Reads of bulk writes. */
export const bulkRead = defineGroup({
  id: 'bulk-read',
  description: 'Reads bulk writes and their rows',
  routes: [listBulkWrites, getBulkWrite, listBulkWriteRows],
  may: {
    get: [bulkWrites],
    query: [bulkCalls],
    list: [bulkWrites],
  },
});
