import * as z from 'zod';

export const bulkWriteIdParameter = z
  .string()
  .regex(/^blk_[\w-]{32}$/, 'must be the id of a bulk write as the gateway gave it');

export const bulkPath = z.object({ bulkWriteId: bulkWriteIdParameter });

/** One that is under way, for the documents. */
export const bulkExample = {
  id: 'blk_3Zk0mXhQv7fUe1TzRr2sYpLw9NaBcD4E',
  solutionProvider: 'A-06399x',
  operation: 'change-rate-plan',
  state: 'running',
  submittedBy: 'partner-crm',
  createdAt: '2026-11-05T09:00:00.000Z',
  updatedAt: '2026-11-05T09:00:31.000Z',
  rows: 1_000,
  calls: 1_000,
} as const;

export const bulkStandingExample = {
  ...bulkExample,
  settled: 412,
  progress: 41,
  counts: { waiting: 582, running: 4, succeeded: 409, rejected: 2, failed: 1, unknown: 2, cancelled: 0 },
} as const;
