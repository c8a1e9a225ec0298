import { upstreamRequest } from '#att/upstream-request';
import { mounted } from '#domain/links';
import { maskRequest } from '#domain/masking/mask';
import { secretsOf } from '#domain/masking/secrets';
import type { WriteDependencies } from '#api/call-dependencies';
import type { CheckedWrite } from '#api/checked-write';
import type { Call } from '#api/open-call';
import type { GatewayResponse } from '#api/gateway-event';
import { addressOf, answerFromRecord } from '#api/idempotency';
import { parseKeepingDigits } from '#domain/json/parse-json';
import { jsonResponse } from '#api/response';
import { undocumentedIn } from '#api/warnings';
import type { Claim } from '#requests/claim';

/**
 * What would come of a write if it were made now: it goes through all that lets a write through, and nothing is sent or kept.
 * @param mount what its links are below
 * @throws Problem what the write would be refused with before AT&T is asked
 */
export const rehearseWrite = async (
  deps: WriteDependencies,
  call: Call,
  claim: Claim,
  mount: string,
): Promise<GatewayResponse> => {
  const { requests, effects } = deps.rehearsal();
  const { granted, record } = await requests.claim(claim);
  if (!granted) {
    const { statusCode: status } = await answerFromRecord(record, claim, call.callId, deps.wireNow());
    const request = mounted(addressOf(record), mount);
    return answered(call, status < 300, { warnings: [], replayed: { request, status } });
  }
  const { warnings } = await effects.reserve(call, record.requestId);
  await deps.att.check(call);
  return answered(call, true, {
    warnings: [...warnings.map((detail) => ({ detail })), ...undocumentedIn(call)],
    upstreamRequest: previewOf(call),
  });
};

/** The answer to one of which only the form was to be checked, and is good. */
export const goodForm = (call: Call): GatewayResponse => answered(call, true, { warnings: undocumentedIn(call) });

const answered = (call: Call, valid: boolean, more: Omit<CheckedWrite, 'valid' | 'operation'>): GatewayResponse =>
  jsonResponse(200, JSON.stringify({ valid, operation: call.operation.id, ...more }), call.callId);

const masked = { clientId: '[secret]', clientSecret: '[secret]' };

/** What AT&T would be sent, with credentials and secret members masked. */
const previewOf = (call: Call): CheckedWrite['upstreamRequest'] => {
  const { method, url, headers, body } = upstreamRequest(call.binding, call.request, masked, call.trace);
  const text = body && maskRequest(body, secretsOf(call.operation));
  return { method, url: url.href, headers, ...(text && { body: parseKeepingDigits(text) }) };
};
