import type { WriteDependencies } from '#api/call-dependencies';
import { bulkCallOf } from '#api/caller';
import { reserveWrite } from '#api/execute-write';
import type { GatewayEvent, GatewayResponse } from '#api/gateway-event';
import { answerOfEnded, underWay } from '#api/idempotency';
import type { LateAnswers } from '#api/late-answers';
import type { Call } from '#api/open-call';
import { asyncWishOf, preferenceApplied } from '#api/respond-async';
import { problemIn } from '#api/stored-response';
import { withWarnings } from '#api/warnings';
import { Problem } from '#domain/problems/problems';
import { errorFacts } from '#platform/log';
import type { Claim } from '#requests/claim';
import { sealHandover } from '#requests/handover';
import type { RequestRecord } from '#requests/request-record';

/** By then after its claim a worker has begun, or none will: Lambda forgets what it could not run within a minute. */
const beginsWithinMs = 90_000;

/** The claim of a write that a worker is to make. @throws Problem `service-unavailable` */
export const handedOver = async (
  { answerCipher, wireNow }: Pick<WriteDependencies, 'answerCipher' | 'wireNow'>,
  { longestMs }: LateAnswers,
  call: Call,
  claim: Claim,
): Promise<Claim> => ({
  ...claim,
  deadline: wireNow() + beginsWithinMs,
  longestMs: beginsWithinMs + longestMs,
  handedOver: await sealHandover(answerCipher, claim.requestId, call),
});

/**
 * Has a worker make a claimed write, and waits for it as long as the caller can, or wishes to. Then the answer is what the
 * worker's would have been; else 202, and an event tells how it ended.
 * @throws Problem when nothing was done; the key is free again then. `request-in-progress` where somebody has claimed it since
 */
export const executeLate = async (
  deps: WriteDependencies,
  late: LateAnswers,
  call: Call,
  record: RequestRecord,
  event: GatewayEvent,
): Promise<GatewayResponse> => {
  const wish = asyncWishOf(event);
  const { warnings, reserved } = await reserveWrite(deps, call, record);
  await begun(deps, late, call, reserved);
  const until = Math.min(call.deadline, wish ? deps.wireNow() + wish.waitMs : Infinity);
  const standing = await ended(deps, late, reserved, until);
  if (standing) return withWarnings(answerOf(standing, call), warnings);
  // A bulk write tells of its rows itself.
  const promised = bulkCallOf(event) ? reserved : await reached(() => deps.requests.promise(reserved));
  const response = promised ? underWay(promised, call.callId) : await answered(deps, call, reserved);
  const isApplied = wish !== undefined && promised !== undefined;
  return withWarnings(
    isApplied ? { ...response, headers: { ...response.headers, ...preferenceApplied } } : response,
    warnings,
  );
};

/** Lambda takes over. Where nobody knows whether it has, the write is taken back, unless a worker has begun by then. */
const begun = async (deps: WriteDependencies, late: LateAnswers, call: Call, record: RequestRecord): Promise<void> => {
  const { requestId, owner } = record;
  try {
    await late.handOver(call.operation.id, { requestId, owner });
  } catch (cause) {
    deps.log.error('write-not-handed-over', {
      ...{ operation: call.operation.id, callId: call.callId, requestId },
      ...errorFacts(cause),
    });
    const move = { outcome: 'not-sent', evidence: 'Nothing was sent to AT&T.' } as const;
    if (await deps.requests.transition(record, move).catch(() => false))
      throw new Problem('service-unavailable', { retryAfterSeconds: 2 }, { cause });
  }
};

const firstPauseMs = 150;
const longestPauseMs = 2_000;

/** The record as soon as it has ended, or nobody knows how it did; undefined when it has not by then. */
const ended = async (
  deps: WriteDependencies,
  { pause }: LateAnswers,
  record: RequestRecord,
  until: number,
): Promise<RequestRecord | undefined> => {
  for (let pauseMs = firstPauseMs; deps.wireNow() < until; pauseMs = Math.min(longestPauseMs, pauseMs * 1.5)) {
    await pause(Math.min(pauseMs, until - deps.wireNow()));
    // The next look, or the promise at the end, tells of a table that cannot be reached.
    const standing = await deps.requests.find(record.requestId).catch(() => record);
    if (standing && standing.outcome !== 'in-flight') return ours(record, standing);
  }
  return undefined;
};

/** The worker’s answer. @throws Problem when nothing was sent, as the worker did */
const answerOf = (ended: RequestRecord, { callId }: Call): GatewayResponse => {
  if (ended.outcome === 'not-sent' && ended.response) throw problemIn(ended.response);
  return answerOfEnded(ended, callId);
};

/** @throws Problem `request-in-progress` where the key was free again meanwhile, and somebody has it */
const ours = (record: RequestRecord, standing: RequestRecord | undefined): RequestRecord => {
  if (standing?.owner === record.owner) return standing;
  throw new Problem('request-in-progress', { retryAfterSeconds: 1 });
};

/** It ended at that very moment. */
const answered = async (deps: WriteDependencies, call: Call, record: RequestRecord): Promise<GatewayResponse> =>
  answerOf(ours(record, await reached(() => deps.requests.find(record.requestId))), call);

/** A worker may have begun: that the table cannot be reached does not say that nothing was sent. @throws Problem `request-in-progress` */
const reached = async <T>(look: () => Promise<T>): Promise<T> => {
  try {
    return await look();
  } catch (cause) {
    throw new Problem('request-in-progress', { retryAfterSeconds: 5 }, { cause });
  }
};
