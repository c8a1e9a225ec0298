import { randomUUID } from 'node:crypto';
import { writeKeyOf } from '#api/idempotency-key';
import { keepingDigits } from '#domain/json/parse-json';
import { storableRequest } from '#domain/masking/mask-echoes';
import { secretsOf } from '#domain/masking/secrets';
import type { Fingerprints } from '#platform/data-keys/fingerprints';
import { requestRecordId, type RequestRecord, type WriteKey } from '#requests/request-record';
import { largestKeptBytes } from '#requests/kept-text';
import type { Claim } from '#requests/claim';
import { currentOutcome } from '#requests/request-store';
import { requestView } from '#requests/request-view';
import type { Call } from '#api/open-call';
import type { GatewayEvent, GatewayResponse } from '#api/gateway-event';
import { Problem } from '#domain/problems/problems';
import { jsonResponse, recordHeader } from '#api/response';
import { responseOf } from '#api/stored-response';

export const addressOf = (record: Pick<RequestRecord, 'requestId'>): string => `/v1/requests/${record.requestId}`;

/**
 * What a write is known by. Without a key of the caller’s, one that does not need any is its own, once.
 * @throws Problem `idempotency-key-required`, `invalid-request`; `request-too-large` where its record could not be kept
 */
export const claimableKeyOf = ({ operation, request }: Call, event: GatewayEvent): WriteKey => {
  const key = writeKeyOf(event);
  if (key === undefined && operation.idempotency === 'required') throw new Problem('idempotency-key-required');
  if (request.body && Buffer.byteLength(request.body.text) > largestKeptBytes) {
    throw new Problem('request-too-large', {
      detail: `A write takes at most ${largestKeptBytes} bytes, because its record is kept.`,
    });
  }
  return key ?? randomUUID();
};

/** What a write claims before it is made. @throws Problem `service-unavailable` */
export const claimOf = async (
  call: Call,
  key: WriteKey,
  callIds: readonly string[],
  fingerprints: Fingerprints,
): Promise<Claim> => {
  const { operation, solutionProvider, request, clientId, labels, trace, deadline } = call;
  const { path, query } = request;
  const whole = { path, query, body: request.body ? keepingDigits(request.body) : null };
  const requestId = requestRecordId(solutionProvider, operation.id, key);
  return {
    requestId,
    solutionProvider,
    operation: operation.id,
    clientId,
    bodyHash: await fingerprints.of(whole, requestId),
    isSameBody: (bodyHash) => fingerprints.matches(bodyHash, whole, requestId),
    request: {
      path,
      query,
      ...(request.body && {
        body: storableRequest(request.body, secretsOf(operation)),
      }),
    },
    labels,
    callIds,
    traceId: trace.traceId,
    bulkWriteId: typeof key === 'string' ? undefined : key.bulkWrite,
    deadline,
  };
};

/**
 * The answer to a call that was made before under the same key: the first one’s, byte for byte, once there is one, and marked
 * as such. Where it is not known any more, the record, which is not marked.
 * @throws Problem `upstream-rejected` where that is known no closer, `idempotency-key-reused`, `request-in-progress`, `service-unavailable`
 */
export const answerFromRecord = async (
  record: RequestRecord,
  claim: Claim,
  callId: string,
  wireNowMs: number,
): Promise<GatewayResponse> => {
  if (!(await claim.isSameBody(record.bodyHash))) throw new Problem('idempotency-key-reused');
  const standing = currentOutcome(record, wireNowMs);
  if (standing === 'in-flight' && record.toldByEvent) return underWay(record, callId);
  if (standing === 'in-flight')
    throw new Problem('request-in-progress', { retryAfterSeconds: secondsLeft(record, wireNowMs) });
  const answer = answerOfEnded({ ...record, outcome: standing }, callId);
  return record.response ? { ...answer, headers: { ...answer.headers, 'idempotency-replayed': 'true' } } : answer;
};

/** The answer to a call whose record says how it ended, or that nobody knows. @throws Problem `upstream-rejected` where that is known no closer */
export const answerOfEnded = (record: RequestRecord, callId: string): GatewayResponse => {
  if (record.response) return withHeaders(responseOf(record.response, callId), record);
  // AT&T’s answer was never seen, or could not be kept, so the record itself is the answer.
  if (record.outcome === 'succeeded')
    return withHeaders(jsonResponse(200, JSON.stringify(requestView(record)), callId), record);
  if (record.outcome === 'rejected')
    throw new Problem('upstream-rejected', { detail: 'AT&T’s reason could not be kept.' });
  return unknownOutcome(record, callId);
};

/** 202: a worker makes it, or is about to; where to look, and how it ended is told by an event. */
export const underWay = (record: RequestRecord, callId: string): GatewayResponse =>
  withHeaders(jsonResponse(202, JSON.stringify(requestView(record)), callId), record, {
    location: addressOf(record),
    'retry-after': '10',
  });

const secondsLeft = ({ deadlineAt }: RequestRecord, wireNowMs: number): number =>
  Math.min(5, Math.max(1, Math.ceil((Date.parse(deadlineAt) - wireNowMs) / 1000)));

/** 202: AT&T may have done it, nobody knows yet, and nothing is sent again; where to look. */
export const unknownOutcome = (record: RequestRecord, callId: string): GatewayResponse =>
  withHeaders(jsonResponse(202, JSON.stringify(requestView(record)), callId), record, {
    location: addressOf(record),
    'retry-after': '30',
  });

/** An answer that says where its record is. */
export const withHeaders = (
  response: GatewayResponse,
  record: RequestRecord,
  headers: Record<string, string> = {},
): GatewayResponse => ({
  ...response,
  headers: { ...response.headers, [recordHeader]: addressOf(record), ...headers },
});
