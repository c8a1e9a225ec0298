import * as z from 'zod';
import { upstreamRequest } from '#att/upstream-request';
import { mounted } from '#domain/links';
import { maskRequest } from '#domain/masking/mask';
import { secretsOf } from '#domain/masking/secrets';
import type { WriteDependencies } from '#api/call-dependencies';
import type { Call } from '#api/open-call';
import type { GatewayResponse } from '#api/gateway-event';
import { addressOf, answerFromRecord } from '#api/idempotency';
import { parseKeepingDigits } from '#domain/json/parse-json';
import { jsonResponse } from '#api/response';
import { undocumentedIn } from '#api/warnings';
import { warningSchema } from '#domain/undocumented-members';
import type { Claim } from '#requests/claim';

/** The answer to a write that was only checked. */
export const checkedWriteSchema = z.object({
  valid: z.boolean().describe('Whether AT&T would be asked; or, where it is replayed, whether that went well.'),
  operation: z.string(),
  warnings: z.array(warningSchema).describe('What is odd about it; it would be sent all the same.'),
  replayed: z
    .object({ request: z.string().describe('Where its record is.'), status: z.int() })
    .describe('The key was used before with this request: AT&T would not be asked, and this answered again.')
    .optional(),
  upstreamRequest: z
    .object({
      method: z.string(),
      url: z.string(),
      headers: z.record(z.string(), z.string()),
      body: z.unknown().optional(),
    })
    .describe('What AT&T would be sent; credentials and what looks like a secret are masked.')
    .optional(),
});

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

const answered = (
  call: Call,
  valid: boolean,
  more: Omit<z.input<typeof checkedWriteSchema>, 'valid' | 'operation'>,
): GatewayResponse => jsonResponse(200, JSON.stringify({ valid, operation: call.operation.id, ...more }), call.callId);

const masked = { clientId: '[secret]', clientSecret: '[secret]' };

/** What AT&T would be sent, with credentials and secret members masked. */
const previewOf = (call: Call): z.input<typeof checkedWriteSchema>['upstreamRequest'] => {
  const { method, url, headers, body } = upstreamRequest(call.binding, call.request, masked, call.trace);
  const text = body && maskRequest(body, secretsOf(call.operation));
  return { method, url: url.href, headers, ...(text && { body: parseKeepingDigits(text) }) };
};
