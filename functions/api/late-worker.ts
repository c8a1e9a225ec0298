import type { Context } from 'aws-lambda';
import type { WriteDependencies } from '#api/call-dependencies';
import { makeWrite } from '#api/execute-write';
import { countInARow, workerSlowAfterMs, type InARow } from '#api/in-a-row';
import type { LateAnswers } from '#api/late-answers';
import { failureMetrics } from '#api/middleware';
import { boundBinding, type Call } from '#api/open-call';
import type { AttClient } from '#att/client';
import type { Operation } from '#domain/define-operation';
import { labelsIn } from '#domain/labels';
import { Problem } from '#domain/problems/problems';
import { isKeptFromAtt, restricted } from '#domain/restriction';
import type { RestrictionOf } from '#platform/restrictions';
import { tellRequest, tellWithRequests } from '#att/upstream-facts';
import { errorFacts } from '#platform/log';
import type { MetricValues } from '#platform/metrics';
import { handoverSchema, openHandover, type Handover } from '#requests/handover';
import type { RequestRecord } from '#requests/request-record';
import type { RequestStore } from '#requests/request-store';

/** What a worker answers: to nobody, since nobody waits for it. */
export type LateWorker = (event: unknown, context: Pick<Context, 'getRemainingTimeInMillis'>) => Promise<void>;

/** For the record to be completed in. Whoever still works on it after that is not alive a moment later. */
const reserveMs = 4_000;

export interface LateWorkerDependencies extends Pick<LateAnswers, 'longestMs'>, Pick<WriteDependencies, 'wireNow'> {
  /** Finds records, whosever they are. */
  requests: Pick<RequestStore, 'find'>;
  restrictionOf: RestrictionOf;
  /** What writes for a Solution Provider are made with. */
  depsOf: (solutionProvider: string) => WriteDependencies;
}

/**
 * The Lambda handler that makes writes of an operation that were handed over, and waits for AT&T longer than a caller can.
 * However often it is told of one, AT&T sees it at most once: the first takes it, the others find it taken.
 * @throws when it cannot be begun, or fails in a way nobody has foreseen; the reconciler finds out then
 */
export const createLateWorker = (
  operation: Operation,
  { longestMs, restrictionOf, depsOf, ...own }: LateWorkerDependencies,
): LateWorker => {
  const inARow = countInARow(workerSlowAfterMs({ longestMs }), true);
  return async (event, context) => {
    const deadline = own.wireNow() + Math.min(longestMs, context.getRemainingTimeInMillis() - reserveMs);
    const handover = handoverSchema.parse(event);
    const record = await waiting(own, operation, handover);
    if (!record) return;
    const deps = depsOf(record.solutionProvider);
    const call = await callOf(deps, operation, record, deadline);
    const tracked = await deps.effects.trackedKey(call);
    const begun = await deps.requests.begin(record, deadline);
    if (begun)
      await made({ ...deps, att: unlessRestricted(deps.att, operation, restrictionOf), inARow }, call, {
        ...begun,
        tracked,
      });
  };
};

/** Whose writes are refused that were handed over before their Solution Provider was restricted. What it reads afterwards is not. */
const unlessRestricted = (att: AttClient, operation: Operation, restrictionOf: RestrictionOf): AttClient => ({
  ...att,
  call: async (call) => {
    const level = call.operation === operation ? await restrictionOf(call.solutionProvider) : undefined;
    if (level && isKeptFromAtt(level, true)) throw restricted(call.solutionProvider, level);
    return att.call(call);
  },
});

/** The record of a write that may be begun now. */
const waiting = async (
  { requests, wireNow }: Pick<LateWorkerDependencies, 'requests' | 'wireNow'>,
  { id }: Operation,
  { requestId, owner }: Handover,
): Promise<RequestRecord | undefined> => {
  const record = await requests.find(requestId);
  if (record?.owner !== owner || record.operation !== id || !record.handedOver) return undefined;
  return wireNow() < Date.parse(record.deadlineAt) ? record : undefined;
};

const callOf = async (
  { answerCipher, settings }: WriteDependencies,
  operation: Operation,
  record: RequestRecord,
  deadline: number,
): Promise<Call> => {
  const { solutionProvider, clientId } = record;
  const handed = await openHandover(answerCipher, record);
  const binding = boundBinding(operation, settings);
  const labels = labelsIn(record);
  return { ...handed, operation, binding, solutionProvider, clientId, labels, deadline, upstream: [] };
};

/** The record is the answer: whoever waits for it, or asks later, finds it there. */
const made = async (deps: WriteDependencies & { inARow: InARow }, call: Call, record: RequestRecord): Promise<void> => {
  const { operation, callId, solutionProvider } = call;
  const startedAt = performance.now();
  const about = { operation: operation.id, solutionProvider };
  const facts = { callId, requestId: record.requestId };
  const requests = call.upstream ?? [];
  const ended = (told: { status: number; problem?: string }, failed: MetricValues = {}): void => {
    const durationMs = Math.round(performance.now() - startedAt);
    const line = { message: 'late-write-ended', facts: { ...facts, ...told, durationMs } } as const;
    const isFailure = failed.OperationFailures !== undefined;
    const repeated = deps.inARow({ solutionProvider, status: told.status, isFailure, durationMs, upstream: requests });
    tellWithRequests(deps, { ...about, family: operation.family }, requests, line, { ...failed, ...repeated });
  };
  try {
    ended({ status: (await makeWrite(deps, call, record)).statusCode });
  } catch (error) {
    if (!(error instanceof Problem)) {
      for (const request of requests) tellRequest(deps, { ...about, ...facts }, request);
      deps.log.error('operation-failed', { ...about, ...facts, ...errorFacts(error) });
      throw error;
    }
    const { status, code: problem } = error;
    ended({ status, problem }, (await isAnswered(deps, record)) ? failureMetrics(status, error) : {});
  }
};

/** Whether the caller has his answer; otherwise whoever gives it counts what it is. */
const isAnswered = async ({ requests }: WriteDependencies, { requestId }: RequestRecord): Promise<boolean> => {
  const record = await requests.find(requestId).catch(() => undefined);
  return record?.toldByEvent === true;
};
