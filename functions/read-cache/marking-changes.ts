import type { UpstreamCall, UpstreamResult } from '#att/upstream-call';
import type { AttClient } from '#att/client';
import { changeablesIn, type ChangeMarks } from '#read-cache/change-marks';
import { ownRequest } from '#domain/contract/own-shape';
import { errorFacts, type Log } from '#platform/log';

/** For so long a write nobody knows the outcome of may still be carried out. */
const unsettledMs = 5 * 60_000;

/**
 * A client that marks what every write changes: before it is sent, so that no answer read meanwhile is kept, and before its
 * answer is passed on, so that none read earlier is used.
 */
export const markingChanges = (att: AttClient, marks: ChangeMarks, log: Log, wireNow: () => number): AttClient => ({
  check: (call) => att.check(call),
  call: async (call) => {
    if (call.operation.idempotency === 'safe') return att.call(call);
    const { path, query, body } = call.request;
    const own = ownRequest(call.operation, call.request).body;
    const named = changeablesIn({ path, query, body: body?.value, own: own?.value });
    await marks.begin(call.solutionProvider, named, call.deadline + 1_000);
    let result: UpstreamResult | undefined;
    try {
      result = await att.call(call);
      return result;
    } finally {
      await marked(log, call, async () => {
        if (result && mayStillHappen(result)) await marks.begin(call.solutionProvider, named, wireNow() + unsettledMs);
        else await marks.end(call.solutionProvider, [...new Set([...named, ...changeablesIn(answerIn(result))])]);
      });
    }
  },
});

const mayStillHappen = (result: UpstreamResult): boolean =>
  result.answer === undefined ? result.failure.mayHaveArrived : result.verdict.outcome === 'unusable';

const answerIn = (result: UpstreamResult | undefined): unknown =>
  result?.answer !== undefined && result.verdict.outcome === 'succeeded' ? result.verdict.body : undefined;

/** AT&T has answered: the caller shall hear it. Unended, the first mark holds until the call’s time is over. */
const marked = async (log: Log, { operation, callId }: UpstreamCall, work: () => Promise<void>): Promise<void> => {
  try {
    await work();
  } catch (error) {
    log.error('change-not-marked', { operation: operation.id, callId, ...errorFacts(error) });
  }
};
