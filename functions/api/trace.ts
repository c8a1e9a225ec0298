import { randomUUID } from 'node:crypto';
import type { TraceHeaders } from '#att/upstream-request';
import { header, callIdOf, type GatewayEvent, type SingleHeader } from '#api/gateway-event';
import { Problem } from '#domain/problems/problems';
import type { Settings } from '#platform/settings';

/** No control characters, so that nothing can be smuggled into AT&T's headers. */
const forwardable = /^[\x20-\x7e]{1,128}$/;

/**
 * The headers AT&T traces a call by: the caller's own `x-trace-id`, `x-transaction-id` and `source` where given.
 * @throws Problem `invalid-request` for one that cannot be forwarded
 */
export const traceHeadersOf = (event: GatewayEvent, settings: Settings): TraceHeaders => ({
  traceId: forwardedHeader(event, 'x-trace-id') ?? callIdOf(event),
  transactionId: forwardedHeader(event, 'x-transaction-id') ?? randomUUID(),
  source: forwardedHeader(event, 'source') ?? settings.source,
});

/** A header that is passed on or kept. @throws Problem `invalid-request` for one that is not 1 to 128 printable ASCII characters */
export const forwardedHeader = (event: GatewayEvent, name: SingleHeader): string | undefined => {
  const value = header(event, name);
  if (value !== undefined && !forwardable.test(value)) {
    throw new Problem('invalid-request', {
      errors: [{ parameter: `header ${name}`, detail: 'must be 1 to 128 printable ASCII characters' }],
    });
  }
  return value;
};
