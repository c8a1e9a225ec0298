import * as z from 'zod';
import { labelShape } from '#domain/labels';
import { within, type LinkPlaces } from '#domain/links';
import { problemLinks } from '#domain/problems/problems';
import { isJson } from '#domain/json/is-json';
import { aboutOf, aboutSchema } from '#requests/about';
import { requestOutcomes, type RequestOutcome } from '#requests/request-outcome';
import { requestIdPattern, type KeptAnswer, type RequestRecord } from '#requests/request-record';
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

export const requestIdParameter = z.string().regex(requestIdPattern, 'must be a request id as the gateway gave it');

/** A write as its caller sees it. */
export const requestViewSchema = z.object({
  requestId: z.string().describe('Id of the record; the same in every answer, event and list.'),
  operation: z.string().describe('Id of the operation.'),
  solutionProvider: z.string(),
  outcome: z
    .enum(requestOutcomes)
    .describe('`unknown`: AT&T may have done it; the gateway tries to find out and sends nothing again.'),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().optional(),
  ...labelShape,
  about: aboutSchema,
  whatHappensNext: z.string(),
  evidence: z.array(z.string()).describe('What was learned trying to find out.'),
  foundBy: z
    .object({ operation: z.string(), body: z.unknown() })
    .describe('The read that settled an unknown outcome, and AT&T’s answer to it.')
    .optional(),
  upstreamAnswer: z
    .object({
      status: z.int(),
      contentType: z.string().optional(),
      body: z
        .unknown()
        .describe(
          'JSON where it is JSON, otherwise a text. Secrets are `[secret]`, numbers as AT&T wrote them. Absent while the gateway cannot open it.',
        )
        .optional(),
      receivedAt: z.iso.datetime(),
      isCut: z
        .literal(true)
        .describe('Its end is missing: it broke off, was not there in time, or is longer than 16 KB.')
        .optional(),
    })
    .describe('What AT&T answered, where nobody could tell what it means. A corrected rule may decide by it.')
    .optional(),
  answer: z
    .object({ status: z.int(), body: z.unknown() })
    .describe('The answer the caller got or would have got.')
    .optional(),
});

/** Where links stand in it: in the answer, where that is a problem. */
export const requestLinks: LinkPlaces = within('/answer/body', problemLinks);

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
