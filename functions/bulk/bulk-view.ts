import * as z from 'zod';
import { isFinal, type BulkCall, type CallRow } from '#bulk/bulk-call';
import { bulkStates, countsSchema, pauseReasons, rowStates, type BulkWrite, type RowCounts } from '#bulk/bulk-write';
import { within, type LinkPlaces } from '#domain/links';
import { problemLinks } from '#domain/problems/problems';
import { labelShape, labelsIn } from '#domain/labels';
import { parseKeepingDigits } from '#domain/json/parse-json';

const shownStates = bulkStates.filter((state) => state !== 'storing');

/** A bulk write as its partner sees it. */
export const bulkViewSchema = z.object({
  id: z.string(),
  solutionProvider: z.string(),
  operation: z.string().describe('Id of the operation every row is a call of.'),
  state: z.enum(shownStates).describe('`cancelled`: no row is begun any more; those under way still get their result.'),
  pausedBecause: z
    .enum(pauseReasons)
    .describe(
      '`grant-withdrawn`: the client that submitted it may not do this any more. Grant it again, then resume. `solution-provider-restricted`: the Solution Provider is disabled or read-only; resume once it is not any more.',
    )
    .optional(),
  isAttOutOfReach: z
    .literal(true)
    .describe(
      'AT&T could not be reached when a row was last tried. Now and then one row finds out whether it is back; then all go on by themselves.',
    )
    .optional(),
  ...labelShape,
  submittedBy: z.string().describe('The client that submitted it.'),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().describe('When the last row had its result.').optional(),
  rows: z.int(),
  calls: z.int().describe('Calls the rows make; fewer where an operation takes several rows in one.'),
  settled: z.int().describe('Rows that have their result. Never goes down.').optional(),
  progress: z.int().min(0).max(100).describe('Rows that have their result, in percent.').optional(),
  counts: countsSchema.describe('Rows by state.').optional(),
});

/** @param standing rows by state, where they were counted */
export const bulkView = (
  bulkWrite: BulkWrite,
  standing?: { counts: RowCounts; settled: number },
): Record<string, unknown> => {
  const {
    id,
    solutionProvider,
    operation,
    state,
    pausedBecause,
    outOfReach,
    clientId,
    createdAt,
    updatedAt,
    endedAt,
    rows,
    calls,
  } = bulkWrite;
  const counts = standing?.counts ?? bulkWrite.counts;
  const settled = standing?.settled ?? bulkWrite.settled;
  return {
    id,
    solutionProvider,
    operation,
    state,
    pausedBecause,
    ...(outOfReach !== undefined && { isAttOutOfReach: true }),
    ...labelsIn(bulkWrite),
    submittedBy: clientId,
    createdAt,
    updatedAt,
    endedAt,
    rows,
    calls,
    ...(settled !== undefined && { settled, progress: Math.floor((100 * settled) / rows) }),
    ...(counts && { counts }),
  };
};

/** A row as its partner sees it. */
export const rowViewSchema = z.object({
  row: z.int().describe('Its place in the submission, from 0.'),
  reference: z.string().optional(),
  ...labelShape,
  state: z
    .enum(rowStates)
    .describe(
      '`rejected`: AT&T refused it. `failed`: it was not sent. `unknown`: AT&T may have done it; `request` tells what is found out.',
    ),
  settled: z.boolean().describe('Whether that is its result. An unknown one is followed up while it is not.'),
  status: z.int().describe('Status of the last answer.').optional(),
  attempts: z.int().describe('How often its call was made, or its answer asked for.'),
  request: z.string().describe('Where the record of its request is.').optional(),
  problem: z.looseObject({}).describe('The problem document it was last answered with, secrets masked.').optional(),
  answer: z.unknown().describe('What AT&T’s answer says of this row, where its call carried several.').optional(),
});

/** Where links stand in it. */
export const rowLinks: LinkPlaces = ['/request', ...within('/problem', problemLinks)];

export const rowView = (call: BulkCall, { row, reference, answer, ...labels }: CallRow): Record<string, unknown> => {
  const { state, status, attempts, requestId, problem } = call;
  return {
    row,
    reference,
    ...labelsIn(labels),
    state,
    settled: isFinal(call),
    status,
    attempts,
    ...(requestId !== undefined && { request: `/v1/requests/${requestId}` }),
    ...(problem !== undefined && { problem: parseKeepingDigits(problem) }),
    answer,
  };
};
