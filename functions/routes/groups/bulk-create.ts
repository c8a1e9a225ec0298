import { bulkCalls, bulkWrites } from '#platform/table/keys';
import { defineGroup } from '#routes/define-group';
import { createBulkWrite } from '#routes/bulk/create-bulk-write';

/** Alone, because it has operations’ functions check rows, and seals them. */
export const bulkCreate = defineGroup({
  id: 'bulk-create',
  description: 'Accepts bulk writes',
  routes: [createBulkWrite],
  may: {
    get: [bulkWrites],
    put: [bulkWrites, bulkCalls],
    update: [bulkWrites],
  },
  uses: ['data-keys', 'operations', 'bulk-writer'],
});
