import type { IncomingHttpHeaders } from 'node:http';
import type { CredentialHeaders } from '#domain/define-operation';
import type { SimAnswer, SimOperation } from './behaviour';
import type { Identity } from './credentials';

/** Headers AT&T authenticates the operation with, lower-case as Node.js gives them. */
export const credentialHeadersOf = ({ binding }: SimOperation): CredentialHeaders => ({
  clientId: (binding.credentialHeaders?.clientId ?? 'client_id').toLowerCase(),
  clientSecret: (binding.credentialHeaders?.clientSecret ?? 'client_secret').toLowerCase(),
});

export interface Arrival {
  operation: SimOperation;
  headers: IncomingHttpHeaders;
  identity: Identity;
  bodyText: string;
  /** Undefined when there is none or when it is not JSON. */
  body: unknown;
}

/**
 * AT&T's refusal at the door, before the operation is looked at. AT&T publishes which headers are required and that a
 * client id policy guards them; the statuses and bodies are assumed.
 */
export const refusalOf = ({ operation, headers, identity, bodyText, body }: Arrival): SimAnswer | undefined => {
  const missing = requiredHeaders(operation).filter((name) => (headers[name] ?? '') === '');
  if (missing.length > 0) return refuse(400, `Required header ${missing.join(', ')} is missing`);
  if (!identity.secretMatches) return { status: 401, body: { error: 'Invalid Client' }, effect: 'none' };
  if (bodyText === '') {
    return operation.request.body && operation.binding.method !== 'GET'
      ? refuse(400, 'The request has no body')
      : undefined;
  }
  if (!/^application\/([\w.-]+\+)?json\b/i.test(headers['content-type'] ?? '')) {
    return refuse(415, 'The body must be application/json');
  }
  return body === undefined ? refuse(400, 'The body is not valid JSON') : undefined;
};

/** Ordering prints `x-trace-id` as required; for Mobility no trace header is published. */
const requiredHeaders = (operation: SimOperation): string[] => {
  const { clientId, clientSecret } = credentialHeadersOf(operation);
  return [clientId, clientSecret, ...(operation.family === 'mobility' ? [] : ['x-trace-id'])];
};

export const refuse = (status: number, message: string): SimAnswer => ({
  status,
  body: { code: String(status), message },
  effect: 'none',
});
