import * as z from 'zod';
import { differenceSchema } from '#drift/difference';
import { driftRunSchema, type DriftStore } from '#drift/run-store';

/** What an operator asks: what the run that was begun last has found, page by page. */
export const driftRequestSchema = z.strictObject({
  list: z.strictObject({
    solutionProvider: z.string(),
    /** Where the page before ended, of which run. */
    after: z.record(z.string(), z.string()).optional(),
    startedAt: z.string().optional(),
  }),
});
export type DriftRequest = z.output<typeof driftRequestSchema>;

/** No run: none was begun yet. */
export const driftListSchema = z.object({
  run: driftRunSchema.omit({ of: true, after: true, revision: true }).optional(),
  differences: z.array(differenceSchema),
  next: z.record(z.string(), z.string()).optional(),
});
export type DriftList = z.output<typeof driftListSchema>;

const pageSize = 200;

/** Answers an operator. Asks AT&T nothing. */
export const answerDriftRequest = async (
  { drift }: { drift: Pick<DriftStore, 'latest' | 'found'> },
  { list: { solutionProvider, after, startedAt } }: DriftRequest,
): Promise<DriftList> => {
  const run = await drift.latest(solutionProvider);
  if (!run) return { differences: [] };
  const page = await drift.found({ solutionProvider, startedAt: startedAt ?? run.startedAt }, pageSize, after);
  return driftListSchema.parse({ run, ...page });
};
