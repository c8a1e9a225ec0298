import type { BulkCall } from '#bulk/bulk-call';
import type { BulkWrite } from '#bulk/bulk-write';
import type { CallContent } from '#bulk/call-content';
import { callEvent } from '#bulk/call-event';
import type { CallStore } from '#bulk/call-store';
import { NotInvoked, type FunctionAnswer, type Invoke } from '#bulk/invoke';
import { judgeAnswer, rowsWithAnswers, type Judgement } from '#bulk/judge-answer';
import { openContent } from '#bulk/sealed-content';
import type { Cipher } from '#platform/data-keys/cipher';
import type { Operation } from '#domain/define-operation';
import { errorFacts, type Log } from '#platform/log';

export interface ExecuteCallDependencies {
  calls: CallStore;
  cipher: Cipher;
  invoke: Invoke;
  operationOf: (id: string) => Operation | undefined;
  log: Log;
  now: () => number;
}

/** How long a call that is refused for now is tried again, and one of unknown outcome asked about. */
const patienceMs = 24 * 3_600_000;
const longestWaitMs = 5 * 60_000;

/** That a call did not get through; or, `inDoubt`, that nobody knows whether it did. */
export interface NotReached {
  /** Before any call has a chance again. */
  waitSeconds: number;
  inDoubt: boolean;
}

/**
 * Makes one call and records what became of it.
 * @returns undefined when AT&T was reached, or this call tells nothing of that
 * @throws Problem `service-unavailable` when it cannot be recorded
 */
export const executeCall = async (
  deps: ExecuteCallDependencies,
  bulkWrite: BulkWrite,
  call: BulkCall,
): Promise<NotReached | undefined> => {
  const { id } = bulkWrite;
  const operation = deps.operationOf(bulkWrite.operation);
  if (!operation) throw new Error('The gateway has no such operation any more.');
  const content = await openContent(deps.cipher, id, call);
  const begun = await deps.calls.begin(id, call);
  if (!begun) return undefined;
  const answer = await answerTo(deps, operation, bulkWrite, begun, content);
  const judgement = answer instanceof Error ? withoutAnswer(answer) : judgeAnswer(operation, answer, content);
  const { state, told } = judgement;
  deps.log.info('bulk-call-answered', {
    operation: operation.id,
    callId: `${id}:${call.number}`,
    solutionProvider: bulkWrite.solutionProvider,
    outcome: state,
    attempt: begun.attempts,
    ...(told.status !== undefined && { status: told.status }),
  });
  if (judgement.final) {
    const rows = answer instanceof Error ? undefined : rowsWithAnswers(operation, begun.rows, content, answer);
    await deps.calls.finish(id, begun, judgement.state, told, rows);
    return undefined;
  }
  await later(deps, id, begun, judgement);
  // One that is under way elsewhere tells nothing; one of unknown outcome only when it was sent.
  const isUnderWay = judgement.state === 'running' && !(answer instanceof Error);
  if (isUnderWay || call.state === 'unknown') return undefined;
  return { waitSeconds: judgement.waitSeconds, inDoubt: judgement.state === 'unknown' };
};

const answerTo = async (
  { invoke, log }: ExecuteCallDependencies,
  operation: Operation,
  bulkWrite: BulkWrite,
  call: BulkCall,
  content: CallContent,
): Promise<FunctionAnswer | Error> => {
  try {
    return await invoke(operation.id, callEvent(operation, bulkWrite, call, content));
  } catch (error) {
    log.warn('bulk-call-unanswered', {
      operation: operation.id,
      callId: `${bulkWrite.id}:${call.number}`,
      ...errorFacts(error),
    });
    return error instanceof Error ? error : new Error('thrown');
  }
};

type Later = Extract<Judgement, { final: false }>;

const withoutAnswer = (error: Error): Later => ({
  final: false,
  state: error instanceof NotInvoked ? 'waiting' : 'running',
  waitSeconds: 5,
  told: {},
});

/** Not before it was asked to wait, and less and less often. */
const later = async (
  { calls, now }: ExecuteCallDependencies,
  bulkId: string,
  call: BulkCall,
  { state, waitSeconds, told }: Later,
): Promise<void> => {
  // What was unknown is not called unsent by a later refusal.
  const standing = call.state === 'unknown' ? 'unknown' : state;
  if (now() - Date.parse(call.begunAt ?? '') > patienceMs) {
    await calls.finish(bulkId, call, standing === 'waiting' ? 'failed' : 'unknown', told);
    return;
  }
  const waitMs = Math.min(longestWaitMs, waitSeconds * 1000 * 2 ** Math.min(10, call.attempts - 1));
  await calls.postpone(bulkId, call, standing, now() + Math.max(waitMs, waitSeconds * 1000), told);
};
