import type { LateAnswers } from '#api/late-answers';
import { budgetMs, readAttemptMs } from '#att/time-limits';
import type { IdempotencyClass } from '#domain/define-operation';
import type { RequestFacts } from '#platform/log';

/** From how many in a row on an operation counts as one that fails, or that is slow, however rarely it is called. */
const inARow = 3;

/** Counts what is bad in a row, of each Solution Provider for itself. @returns whether it is at least the third; never where it says nothing */
const createStreaks = (): ((solutionProvider: string, isBad: boolean | undefined) => boolean) => {
  const streaks = new Map<string, number>();
  return (solutionProvider, isBad) => {
    if (isBad === undefined) return false;
    const streak = isBad ? (streaks.get(solutionProvider) ?? 0) + 1 : 0;
    streaks.set(solutionProvider, streak);
    return streak >= inARow;
  };
};

/** How a call, or the work of a worker, ended. */
export interface Ended {
  solutionProvider: string | undefined;
  status: number;
  /** It counts as a failure. */
  isFailure: boolean;
  durationMs: number;
  upstream: readonly RequestFacts[];
}

/** Counts, in one process and for one operation, failures and slow answers in a row. @returns metrics of those from the third on */
export type InARow = (ended: Ended) => { RepeatedFailures?: 1; RepeatedSlowAnswers?: 1 };

/** @param slowAfterMs how long it may take and is not slow yet */
export const countInARow = (slowAfterMs: number, isAttAsked: boolean): InARow => {
  const [failures, slowAnswers] = [createStreaks(), createStreaks()];
  return ({ solutionProvider = '', ...ended }) => ({
    ...(failures(solutionProvider, hasFailed(ended)) && { RepeatedFailures: 1 }),
    ...(slowAnswers(solutionProvider, wasSlow(ended, slowAfterMs, isAttAsked)) && { RepeatedSlowAnswers: 1 }),
  });
};

type How = Omit<Ended, 'solutionProvider'>;

/** A call that is refused says nothing of what comes behind it. */
const hasFailed = ({ status, isFailure }: How): boolean | undefined =>
  isFailure ? true : status < 400 ? false : undefined;

/**
 * A failure is told as one, and is not slow besides. Where AT&T is to be asked and was not (a refusal, a repeat, an answer that was kept, work
 * that a worker does), nothing is known of how long it takes; where it gave no answer, it was slow or says nothing.
 */
const wasSlow = (
  { status, isFailure, durationMs, upstream }: How,
  slowAfterMs: number,
  isAttAsked: boolean,
): boolean | undefined => {
  if (isFailure) return undefined;
  const isSlow = durationMs >= slowAfterMs;
  if (!isAttAsked) return status < 400 ? isSlow : undefined;
  if (!upstream.some((request) => request.durationMs !== undefined)) return undefined;
  return isSlow || (upstream.some(({ upstreamStatus }) => upstreamStatus !== undefined) ? false : undefined);
};

/** Half of what AT&T has for an answer: a read before it is asked again, a write while its caller waits. A route of the gateway’s own has as long as a read. */
export const callSlowAfterMs = (idempotency: IdempotencyClass | undefined): number =>
  (idempotency === undefined || idempotency === 'safe' ? readAttemptMs : budgetMs) / 2;

/** The same of a worker: what AT&T takes within it is what the tenant has workers for. */
export const workerSlowAfterMs = ({ longestMs }: Pick<LateAnswers, 'longestMs'>): number => longestMs / 2;
