import { isJson } from '#domain/json/is-json';
import { aboutOf } from '#requests/about';
import type { RequestOutcome } from '#requests/request-outcome';
import type { KeptAnswer, RequestRecord } from '#requests/request-record';
import { parseKeepingDigits } from '#domain/json/parse-json';

const whatHappensNext: Record<RequestOutcome, string> = {
  'in-flight': 'The request is in progress. Read it again in a few seconds.',
  'not-sent': 'Nothing was sent to AT&T. The Idempotency-Key is free: send the request again under it, or another one.',
  succeeded: 'Nothing: AT&T carried it out.',
  rejected: 'Nothing was changed at AT&T. Correct the request and send it under a new Idempotency-Key.',
  unknown:
    'The gateway reads from AT&T to find out; it sends nothing again. Read this request later; do not send it under another Idempotency-Key.',
  'not-applied': 'AT&T did not carry it out. Send it again under the same Idempotency-Key.',
  'needs-attention':
    'The outcome cannot be read from AT&T. The operator has been alarmed. Ask AT&T, and do not send the request again before you know.',
};

/** AT&T’s answer that nobody could judge, as it is shown. @param text what was kept of it; undefined where it cannot be opened */
export const upstreamAnswerView = (
  { sealed: _sealed, keyId: _keyId, ...facts }: KeptAnswer,
  text: string | undefined,
): object => ({
  ...facts,
  body: text !== undefined && isJson(text) ? parseKeepingDigits(text) : text,
});

/** The outcome of a write as its caller sees it; AT&T’s answer keeps its own digits. */
export const requestView = (record: RequestRecord): object => {
  const { requestId, solutionProvider, operation, outcome, startedAt, finishedAt, evidence, response, readBack } =
    record;
  const { customerReference, metadata } = record;
  return {
    requestId,
    operation,
    solutionProvider,
    outcome,
    startedAt,
    finishedAt,
    customerReference,
    metadata,
    about: aboutOf(record),
    whatHappensNext: whatHappensNext[outcome],
    evidence,
    foundBy: readBack && { operation: readBack.operation, body: parseKeepingDigits(readBack.body) },
    answer: response && { status: response.status, body: parseKeepingDigits(response.body) },
  };
};
