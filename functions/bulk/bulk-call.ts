import * as z from 'zod';
import { rowStates, type RowCounts } from '#bulk/bulk-write';
import { labelShape } from '#domain/labels';
import { bulkCalls } from '#platform/table/keys';
import type { Key } from '#platform/table/table';
import type { BulkCallKey } from '#requests/request-record';

/** What is known of a row besides how its call went. */
const rowSchema = z.object({
  /** Its place in the submission, from 0. */
  row: z.int(),
  /** The partner’s own name for it. */
  reference: z.string().optional(),
  ...labelShape,
  /** What AT&T’s answer says of this row, where its call carried several. */
  answer: z.unknown().optional(),
});
export type CallRow = z.output<typeof rowSchema>;

/**
 * One call of the operation: a row, or several packed into it. It is one item, so that the rows of a call change state
 * together, by one conditional write.
 */
export const bulkCallSchema = z.object({
  /** From 0, in the order in which calls are begun. */
  number: z.int(),
  state: z.enum(rowStates),
  rows: z.array(rowSchema),
  /** Parameters and body, encrypted; gone when the state is final. */
  sealed: z.instanceof(Uint8Array).optional(),
  /** Name of the key they are encrypted with. */
  keyId: z.string().optional(),
  attempts: z.int(),
  /** When it was first begun. */
  begunAt: z.iso.datetime().optional(),
  /** When it was last begun. */
  triedAt: z.iso.datetime().optional(),
  /** Not before this time is it tried, or asked about, again. */
  retryAt: z.iso.datetime().optional(),
  /** When its state became final. */
  settledAt: z.iso.datetime().optional(),
  /** Status of the last answer. */
  status: z.int().optional(),
  /** The last problem document, secrets masked; JSON. */
  problem: z.string().optional(),
  /** Id of the record of the request. */
  requestId: z.string().optional(),
  expiresAt: z.int(),
});
export type BulkCall = z.output<typeof bulkCallSchema>;

const digits = 5;

export const callKey = (bulkId: string, number: number): Key =>
  bulkCalls.key.of({ bulkId, number: String(number).padStart(digits, '0') });

export const isFinal = ({ settledAt }: BulkCall): boolean => settledAt !== undefined;

/** The key under which the operation knows the call, whoever makes it and however often. */
export const rowKeyOf = (bulkId: string, number: number): BulkCallKey => ({ bulkWrite: bulkId, call: number });

/** Rows by state, and how many have their result. */
export const tally = (calls: readonly BulkCall[]): { counts: RowCounts; settled: number } => {
  const counts: RowCounts = {
    waiting: 0,
    running: 0,
    succeeded: 0,
    rejected: 0,
    failed: 0,
    unknown: 0,
    cancelled: 0,
  };
  let settled = 0;
  for (const call of calls) {
    counts[call.state] += call.rows.length;
    if (isFinal(call)) settled += call.rows.length;
  }
  return { counts, settled };
};
