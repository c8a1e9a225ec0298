import { randomUUID } from 'node:crypto';
import type { UpstreamResult } from '#att/upstream-call';
import { retryAfterSecondsOf, type AttClient } from '#att/client';
import { isBound, type BoundBinding } from '#att/upstream-request';
import { timestampOf } from '#domain/timestamp';
import type { Operation, PolledRead, Question } from '#domain/define-operation';
import { Problem } from '#domain/problems/problems';
import type { RequestFacts } from '#platform/log';
import type { ResolvedBinding } from '#platform/resolved-binding';
import type { CallContext } from '#requests/call-context';

/** Who makes the calls no client made. */
export const pollerClientId = 'status-poller';

const budgetMs = 20_000;

/** What AT&T is asked with. */
export interface Reader<Read extends Operation = Operation> {
  operation: Read;
  binding: BoundBinding;
}

/** The same of what is polled. */
export type StatusReader = Reader<PolledRead>;

/** What each kind is read with; undefined for one that no read polls, or whose read is not bound. */
export const statusReaders = (
  reads: readonly PolledRead[],
  bindings: Readonly<Record<string, ResolvedBinding>>,
): ((kind: string) => StatusReader | undefined) => {
  const readOf = new Map(reads.map((read) => [read.polled.kind, read]));
  return (kind) => {
    const operation = readOf.get(kind);
    if (!operation) return undefined;
    const binding = bindings[operation.id];
    return isBound(binding) ? { operation, binding } : undefined;
  };
};

/** `miss`: AT&T did not say how it stands, this time. */
export type StatusAnswer =
  { answer: unknown; context: CallContext } | { miss: string; retryAfterSeconds?: number | undefined };

/** Whom AT&T is asked for. */
export interface AskedFor {
  solutionProvider: string;
  callId: string;
  /** Gets what became of each request, which is told with the poll then. */
  upstream: RequestFacts[];
}

/** Asks AT&T how something stands. Never throws for what AT&T does or what is wrong with the credentials. */
export const readStatus = async (
  att: AttClient,
  { operation, binding }: Reader,
  { solutionProvider, callId, upstream }: AskedFor,
  request: Question,
  { now, wireNow }: { now: () => number; wireNow: () => number },
): Promise<StatusAnswer> => {
  const askedAt = timestampOf(now());
  try {
    const result = await att.call({
      operation,
      binding,
      request,
      solutionProvider,
      trace: { traceId: callId, transactionId: randomUUID() },
      callId,
      upstream,
      deadline: wireNow() + budgetMs,
    });
    if (result.answer !== undefined && result.verdict.outcome === 'succeeded')
      return {
        answer: result.verdict.body,
        context: { operation, request, solutionProvider, clientId: pollerClientId, askedAt },
      };
    return missOf(result, wireNow());
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { miss: error.code, retryAfterSeconds: error.details.retryAfterSeconds };
  }
};

const missOf = (result: UpstreamResult, wireNowMs: number): StatusAnswer =>
  result.answer === undefined
    ? { miss: result.failure.failure }
    : { miss: result.verdict.outcome, retryAfterSeconds: retryAfterSecondsOf(result.answer, wireNowMs) };
