import { setTimeout as sleep } from 'node:timers/promises';
import { mayHaveActed } from '#att/may-have-acted';
import type { UpstreamResult } from '#att/upstream-call';
import { unconfirmed, verifyWrite } from '#api/verify-write';
import { addressOf, unknownOutcome, withHeaders } from '#api/idempotency';
import type { JsonBody } from '#domain/json/parse-json';
import { secretsOf } from '#domain/masking/secrets';
import { storableAnswer } from '#domain/masking/storable-answer';
import { keepAnswer } from '#requests/kept-answer';
import type { RequestRecord, StoredResponse, UndatedAnswer } from '#requests/request-record';
import type { Completion } from '#requests/request-store';
import type { Call } from '#api/open-call';
import type { GatewayResponse } from '#api/gateway-event';
import { errorFacts } from '#platform/log';
import { textAt } from '#domain/json/json-pointer';
import { Problem, type UpstreamFacts } from '#domain/problems/problems';
import { jsonResponse, problemResponse } from '#api/response';
import { storedResponseOf } from '#api/stored-response';
import { withWarnings } from '#api/warnings';
import { successOf } from '#api/upstream-outcome';
import type { WriteDependencies } from '#api/call-dependencies';

/** Makes a claimed write and completes its record. @throws Problem when nothing was done; the key is free again then */
export const executeWrite = async (
  deps: WriteDependencies,
  call: Call,
  record: RequestRecord,
): Promise<GatewayResponse> => {
  const { warnings, reserved } = await reserveWrite(deps, call, record);
  return withWarnings(await makeWrite(deps, call, reserved), warnings);
};

/** Lets a claimed write through. @throws Problem when it may not be made; the key is free again then */
export const reserveWrite = async (
  deps: Pick<WriteDependencies, 'effects' | 'requests' | 'log'>,
  call: Call,
  record: RequestRecord,
): Promise<{ warnings: readonly string[]; reserved: RequestRecord }> => {
  const { id, sensitive } = call.operation;
  if (sensitive)
    deps.log.info('sensitive-change', { operation: id, solutionProvider: call.solutionProvider, callId: call.callId });
  const { warnings, tracked } = await unlessRefused(
    () => deps.effects.reserve(call, record.requestId),
    () => released(deps, record),
  );
  return { warnings, reserved: { ...record, tracked } };
};

/** Makes a write that was let through, and completes its record. @throws Problem when nothing was done; the key is free again then */
export const makeWrite = async (
  deps: WriteDependencies,
  call: Call,
  reserved: RequestRecord,
): Promise<GatewayResponse> => {
  const result = await unlessRefused(
    () => deps.att.call(call),
    (problem) => takenBack(deps, call, reserved, problem),
  );
  return completed(deps, call, reserved, result);
};

/** A Problem thrown here says that nothing was sent. Any other error does not, so the record then stays as it is. */
const unlessRefused = async <T>(work: () => Promise<T>, undo: (problem: Problem) => Promise<void>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Problem) await undo(error);
    throw error;
  }
};

/** The caller hears what was the matter even if the key cannot be given free; then it is followed up as unknown. */
const released = (
  deps: Pick<WriteDependencies, 'requests' | 'log'>,
  record: RequestRecord,
  response?: StoredResponse,
): Promise<void> => logAndContinue(deps, record, () => deps.requests.release(record, response));

/** Nothing was sent: first what was reserved is free again, as long as nobody else has the key, then the key. */
const takenBack = async (
  deps: WriteDependencies,
  call: Call,
  record: RequestRecord,
  problem: Problem,
): Promise<void> => {
  await logAndContinue(deps, record, () => deps.effects.release(call, record.requestId));
  await released(
    deps,
    record,
    toldByAnother(record, () => refusalOf(call, record, problem)),
  );
};

/** What whoever waits for a worker answers in its place; undefined where it answers itself. */
const toldByAnother = ({ begunBy }: RequestRecord, response: () => GatewayResponse): StoredResponse | undefined =>
  begunBy === undefined ? undefined : storedResponseOf(response());

const refusalOf = ({ callId }: Call, record: RequestRecord, { code, details }: Problem): GatewayResponse =>
  problemResponse(new Problem(code, { ...details, request: addressOf(record) }), callId);

const completed = async (
  deps: WriteDependencies,
  call: Call,
  record: RequestRecord,
  result: UpstreamResult,
): Promise<GatewayResponse> => {
  if (mayHaveActed(call, result)) return unknown(deps, call, record, result);
  try {
    const { status, text, body, written } = successOf(result, deps.wireNow());
    const confirmation = await verifyWrite(deps, call, record, body);
    if (confirmation === 'not-applied') return await notApplied(deps, call, record, result);
    const { update: learned, items } = deps.effects.effectsOf(call, body, record.requestId);
    const attReference = textAt(body, call.operation.binding.idAt);
    const warned = withWarnings(
      jsonResponse(status, text, call.callId),
      confirmation === 'unconfirmed' ? [unconfirmed] : [],
    );
    const response = { ...storedResponseOf(warned), body: storable(call, { text, value: written }) };
    await store(deps, record, { outcome: 'succeeded', response, learned, attReference, alsoPut: items });
    return withHeaders(warned, record);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const problem = withoutSecretMembers(call, error);
    if (problem.code !== 'upstream-rejected') {
      await takenBack(deps, call, record, problem);
      throw problem;
    }
    const response = problemResponse(problem, call.callId);
    await store(deps, record, { outcome: 'rejected', response: storedResponseOf(response) });
    return withHeaders(response, record);
  }
};

/** A refusal can quote what it refuses, and problems are logged and passed on by whoever gets them. */
const withoutSecretMembers = (call: Call, { code, details }: Problem): Problem => {
  if (!details.upstream) return new Problem(code, details);
  const upstream = JSON.parse(
    storable(call, { text: JSON.stringify(details.upstream), value: details.upstream }),
  ) as UpstreamFacts;
  return new Problem(code, { ...details, upstream });
};

const storable = ({ operation, request }: Call, answer: JsonBody): string =>
  storableAnswer(answer, request.body?.value, secretsOf(operation));

/** AT&T called it done, and a read shows that it is not: the same key may be used again. */
const notApplied = async (
  deps: WriteDependencies,
  call: Call,
  record: RequestRecord,
  result: UpstreamResult,
): Promise<GatewayResponse> => {
  const { id, readBack } = call.operation;
  const evidence = `AT&T called it done; ${readBack?.by.id ?? 'a read'} shows that it is not.`;
  deps.metrics.emit({ operation: id, solutionProvider: call.solutionProvider }, { WritesNotApplied: 1 });
  const upstreamAnswer = await keptAnswer(deps, call, record, result);
  const refusal = problemResponse(new Problem('not-applied', { detail: evidence }), call.callId);
  const response = toldByAnother(record, () => refusal);
  const found = { outcome: 'not-applied', evidence, upstreamAnswer, response } as const;
  await logAndContinue(deps, record, () => deps.requests.transition(record, found));
  return withHeaders(refusal, record);
};

const unknown = async (
  deps: WriteDependencies,
  call: Call,
  record: RequestRecord,
  result: UpstreamResult,
): Promise<GatewayResponse> => {
  const evidence =
    result.answer === undefined
      ? `AT&T gave no answer: ${result.failure.failure}.`
      : `AT&T answered ${result.answer.status} and left open whether it has acted.`;
  deps.metrics.emit({ operation: call.operation.id, solutionProvider: call.solutionProvider }, { UnknownOutcomes: 1 });
  const upstreamAnswer = await keptAnswer(deps, call, record, result);
  const found = { outcome: 'unknown', evidence, upstreamAnswer } as const;
  await logAndContinue(deps, record, () => deps.requests.transition(record, found));
  return unknownOutcome({ ...record, outcome: 'unknown', evidence: [...record.evidence, evidence] }, call.callId);
};

/** The key may have to be read first; the record has to have its outcome in time all the same. */
const longestSealingMs = 1_000;

/** What AT&T said, as it may be stored; undefined where it said nothing, or it cannot be sealed. */
const keptAnswer = async (
  deps: WriteDependencies,
  call: Call,
  { operation, requestId }: RequestRecord,
  result: UpstreamResult,
): Promise<UndatedAnswer | undefined> => {
  try {
    return await Promise.race([keepAnswer(deps.answerCipher, call, result, requestId), notInTime()]);
  } catch (error) {
    deps.log.error('upstream-answer-not-kept', { operation, requestId, ...errorFacts(error) });
    return undefined;
  }
};

const notInTime = async (): Promise<never> => {
  await sleep(longestSealingMs, undefined, { ref: false });
  throw new Error('not sealed in time');
};

const store = (deps: WriteDependencies, record: RequestRecord, settlement: Completion): Promise<unknown> =>
  logAndContinue(deps, record, () => deps.requests.complete(record, settlement));

/**
 * What is known the caller shall know, even if the record cannot be written. Unsettled, it becomes `unknown` by its
 * deadline and is followed up.
 */
const logAndContinue = async (
  deps: Pick<WriteDependencies, 'log'>,
  record: RequestRecord,
  work: () => Promise<unknown>,
): Promise<void> => {
  try {
    await work();
  } catch (error) {
    deps.log.error('record-not-settled', { operation: record.operation, ...errorFacts(error) });
  }
};
