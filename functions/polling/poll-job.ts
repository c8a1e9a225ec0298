import { timestampOf } from '#domain/timestamp';
import { createHash } from 'node:crypto';
import * as z from 'zod';
import { pollJobs } from '#platform/table/keys';
import type { Item, Key } from '#platform/table/table';
import { pollReads } from '#operations/listing';
import { firstWaitSeconds } from '#polling/schedule';

/** Something that is polled. */
export const pollTargetSchema = z.object({
  solutionProvider: z.string(),
  /** As the rule of the read has it. */
  kind: z.string(),
  /** What it is read by: AT&T’s id, or the quote’s. */
  id: z.string(),
});
export type PollTarget = z.output<typeof pollTargetSchema>;

/** Why nobody polls any more. */
export const pollJobOutcomes = ['final', 'gave-up', 'not-trackable'] as const;
export type PollJobOutcome = (typeof pollJobOutcomes)[number];

/**
 * How polling of one thing stands. While it goes on, the item is in the index of open things, sorted by the time by which
 * somebody must have polled it: what is found there too late has lost its poller.
 */
export const pollJobSchema = pollTargetSchema.extend({
  startedAt: z.iso.datetime(),
  /** Who may poll: one execution at a time. Whoever comes with another run ends. */
  run: z.string(),
  polls: z.int(),
  /** Polls in a row that AT&T answered in no usable way. */
  misses: z.int(),
  /** When it should be done; more thresholds may follow. */
  dueAt: z.array(z.iso.datetime()),
  /** How many of them were told of. */
  overdue: z.int(),
  polledAt: z.iso.datetime().optional(),
  /** How long nobody was asked because the Solution Provider was disabled; absent where that never was. */
  heldMs: z.int().optional(),
  outcome: z.enum(pollJobOutcomes).optional(),
  /** Seconds since the epoch; set when nobody polls any more. */
  expiresAt: z.int().optional(),
});
export type PollJob = z.output<typeof pollJobSchema>;

/** One in the index of open things: its place there begins with the time by which somebody must have polled it. */
export const openPollJobSchema = pollJobSchema.extend({ openSk: z.string() });
export type OpenPollJob = z.output<typeof openPollJobSchema>;

export const pollJobKey = (target: PollTarget): Key => pollJobs.key.of(target);

export const openSortKey = (pollBy: string, { kind, id }: PollTarget): string =>
  pollJobs.open.sortOf({ pollBy, kind, id });

/** A started execution shows itself by its first poll. Until then nobody else starts one. */
const startGraceMs = 60_000;
/** A poll may take its time, be throttled and be retried before its poller counts as lost. */
const pollGraceMs = 10 * 60_000;

/** When somebody else may take over from a poller that waits so long. */
export const pollByOf = (nowMs: number, waitSeconds: number): string =>
  timestampOf(nowMs + waitSeconds * 1000 + pollGraceMs);

/** A run begun anew takes its number from the one before; the time keeps it apart from those of an earlier job. */
export const nextLease = (run: string): string => {
  const [begun = '', number = '0'] = run.split('-');
  return `${begun}-${Number(number) + 1}`;
};

/** Of a kind that no read polls any more: its first poll finds that out. */
const firstSecondsOfUnknown = 60;

/** Seconds the first execution waits before it polls. */
export const firstWaitOf = (target: PollTarget): number =>
  firstWaitSeconds(pollReads[target.kind] ?? { firstSeconds: firstSecondsOfUnknown }, keyTextOf(target));

/** What jitter is made of. */
export const keyTextOf = ({ solutionProvider, kind, id }: PollTarget): string => `${solutionProvider} ${kind} ${id}`;

/** Name of an execution of the state machine: the same run has the same name, whoever starts it. At most 80 characters. */
export const executionNameOf = (watched: PollTarget, run: string): string => {
  const digest = createHash('sha256').update(keyTextOf(watched)).digest('base64url').slice(0, 32);
  return `${watched.kind}-${digest}-${run}`;
};

/** The item of something that is to be polled from now on. @param dueAt when it should be done */
export const newPollJobItem = (watched: PollTarget, nowMs: number, dueAt: readonly number[]): Item => {
  const job: PollJob = {
    ...watched,
    startedAt: timestampOf(nowMs),
    run: `${nowMs.toString(36)}-1`,
    polls: 0,
    misses: 0,
    dueAt: dueAt.map((dueMs) => timestampOf(dueMs)),
    overdue: 0,
  };
  return {
    ...pollJobKey(watched),
    ...job,
    ...pollJobs.open.of({ ...watched, pollBy: timestampOf(nowMs + startGraceMs) }),
  };
};
