import { createHash } from 'node:crypto';
import * as z from 'zod';
import { labelShape } from '#domain/labels';
import { scopes } from '#domain/define-operation';
import { bulkWrites } from '#platform/table/keys';
import type { Key } from '#platform/table/table';

/**
 * `storing`: rows are still being written, nobody sees it yet. `running`: rows are carried out. `paused`: none is begun.
 * `cancelled`: none is begun any more. `finished`: every row has its result.
 */
export const bulkStates = ['storing', 'running', 'paused', 'cancelled', 'finished'] as const;
export type BulkState = (typeof bulkStates)[number];

/** Why one is paused that nobody paused. */
export const pauseReasons = ['grant-withdrawn', 'solution-provider-restricted'] as const;
export type PauseReason = (typeof pauseReasons)[number];

/**
 * How a row stands. `waiting`: nothing was sent. `running`: it is being carried out. `succeeded`: AT&T did it. `rejected`:
 * AT&T refused it. `failed`: it was not sent. `unknown`: AT&T may have done it; its request is followed up. `cancelled`:
 * it was not begun before the bulk write was cancelled.
 */
export const rowStates = ['waiting', 'running', 'succeeded', 'rejected', 'failed', 'unknown', 'cancelled'] as const;
export type RowState = (typeof rowStates)[number];

export const countsSchema = z.object(
  Object.fromEntries(rowStates.map((state) => [state, z.int()])) as Record<RowState, z.ZodInt>,
);
/** Rows by their state. */
export type RowCounts = z.output<typeof countsSchema>;

/** One thing that happened to a bulk write, told as an event. */
const changeSchema = z.object({
  at: z.iso.datetime(),
  type: z.enum(['started', 'paused', 'resumed', 'cancelled', 'ended']),
  before: z.enum(bulkStates),
  after: z.enum(bulkStates),
  reason: z.enum(pauseReasons).optional(),
});
export type BulkChange = z.output<typeof changeSchema>;

/** A bulk write that is paused and resumed more often than that is told of no more, but of its end. */
export const mostChanges = 100;

/** What a bulk write is, without its rows. */
export const bulkWriteSchema = z.object({
  id: z.string(),
  solutionProvider: z.string(),
  /** Id of the operation every row is a call of. */
  operation: z.string(),
  /** What a client has to be granted to make the call. */
  scope: z.enum(scopes),
  /** Who submitted it. Its rows are carried out in this client’s name. */
  clientId: z.string(),
  /** Fingerprint of operation and rows; no key of a bulk write stands for two of them. */
  bodyHash: z.string(),
  state: z.enum(bulkStates),
  pausedBecause: z.enum(pauseReasons).optional(),
  /** Times in a row AT&T was out of reach when a call was tried; absent when the last one reached it. */
  outOfReach: z.int().optional(),
  rows: z.int(),
  calls: z.int(),
  /** Who may carry it out: one run at a time. Whoever comes with another one ends. */
  run: z.int(),
  ...labelShape,
  /** Headers of the submission that every call of it carries. */
  headers: z.record(z.string(), z.string()),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  /** Set when every row has its result. */
  endedAt: z.iso.datetime().optional(),
  /** Set with it. */
  counts: countsSchema.optional(),
  settled: z.int().optional(),
  /** What happened to it, from its start on. */
  timeline: z.array(changeSchema).optional(),
  /** Seconds since the epoch; DynamoDB removes the item after it. */
  expiresAt: z.int(),
});
export type BulkWrite = z.output<typeof bulkWriteSchema>;

/** Rows of one bulk write. */
export const mostRows = 2_000;
/** Lambda takes 6 MB of event, in which a JSON body stands escaped. */
export const mostBodyBytes = 4 * 1_048_576;

export const bulkWriteKey = (id: string): Key => bulkWrites.key.of({ bulkId: id });

/** The same submission has the same id, whoever computes it. */
export const bulkWriteId = (solutionProvider: string, idempotencyKey: string): string => {
  const digest = createHash('sha256')
    .update(JSON.stringify([solutionProvider, idempotencyKey]))
    .digest('base64url');
  return `blk_${digest.slice(0, 32)}`;
};

/** Whether every row has its result. */
export const hasEnded = ({ endedAt }: BulkWrite): boolean => endedAt !== undefined;
