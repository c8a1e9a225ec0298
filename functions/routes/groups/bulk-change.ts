import { bulkWrites } from '#platform/table/keys';
import { defineGroup } from '#routes/define-group';
import { updateBulkWrite } from '#routes/bulk/update-bulk-write';

/** Changes of bulk writes, which have them carried out anew. */
export const bulkChange = defineGroup({
  id: 'bulk-change',
  description: 'Pauses, resumes and cancels bulk writes',
  routes: [updateBulkWrite],
  may: {
    get: [bulkWrites],
    update: [bulkWrites],
  },
  uses: ['bulk-writer'],
});
