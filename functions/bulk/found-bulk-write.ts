import type { BulkStore } from '#bulk/bulk-store';
import type { BulkWrite } from '#bulk/bulk-write';
import { Problem } from '#domain/problems/problems';

/** A Solution Provider’s bulk write. @throws Problem `bulk-write-not-found` */
export const bulkWriteOf = async (
  { bulkWrites }: { bulkWrites: Pick<BulkStore, 'find'> },
  solutionProvider: string,
  id: string,
): Promise<BulkWrite> => {
  const found = await bulkWrites.find(id);
  // One whose rows are still being stored has not been accepted.
  if (found?.solutionProvider !== solutionProvider || found.state === 'storing') {
    throw new Problem('bulk-write-not-found');
  }
  return found;
};
