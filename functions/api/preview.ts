import { upstreamRequest } from '#att/upstream-request';
import { maskRequest } from '#domain/masking/mask';
import type { Call } from '#api/open-call';
import type { GatewayResponse } from '#api/gateway-event';
import { keepDigits } from '#domain/json/parse-json';
import { jsonResponse } from '#api/response';

const masked = { clientId: '[secret]', clientSecret: '[secret]' };

/** What AT&T would be sent, with credentials and secret members masked. Nothing is sent, claimed or stored. */
export const previewOf = (call: Call): GatewayResponse => {
  const { method, url, headers, body } = upstreamRequest(call.binding, call.request, masked, call.trace);
  const text = body && maskRequest(body, call.operation.secretMembers);
  const preview = {
    valid: true,
    operation: call.operation.id,
    upstreamRequest: { method, url: url.href, headers, ...(text && { body: JSON.parse(text, keepDigits) }) },
  };
  return jsonResponse(200, JSON.stringify(preview), call.requestId);
};
