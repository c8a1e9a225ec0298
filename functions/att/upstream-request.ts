import type { Credentials } from '#credentials/secret';
import type { WireRequest } from '#att/transport';
import type { ParsedRequest } from '#runtime/parse-request';
import type { ResolvedBinding } from '#runtime/settings';

/** Headers AT&T takes beside the credentials. All are printed on AT&T's Ordering pages. */
export interface TraceHeaders {
  traceId: string;
  transactionId: string;
  source?: string | undefined;
}

/** A binding that has a base URL. */
export type BoundBinding = ResolvedBinding & { baseUrl: string };

/**
 * The request AT&T gets: the caller's body and parameters, the binding's address, the Solution Provider's credentials.
 * Parameters are percent-encoded; those the path does not name go into the query.
 */
export const upstreamRequest = (
  binding: BoundBinding,
  request: ParsedRequest,
  credentials: Credentials,
  trace: TraceHeaders,
): WireRequest => {
  const body = bodyOf(binding, request);
  return {
    method: binding.method,
    url: urlOf(binding, request),
    headers: {
      accept: 'application/json',
      [binding.credentialHeaders.clientId]: credentials.clientId,
      [binding.credentialHeaders.clientSecret]: credentials.clientSecret,
      'x-trace-id': trace.traceId,
      'x-transaction-id': trace.transactionId,
      ...(trace.source === undefined ? {} : { source: trace.source }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body }),
  };
};

const urlOf = ({ baseUrl, path }: BoundBinding, request: ParsedRequest): URL => {
  const parameters = { ...request.query, ...request.path };
  const used = new Set<string>();
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    used.add(name);
    return encodeURIComponent(parameters[name] ?? '');
  });
  const url = new URL(baseUrl.replace(/\/$/, '') + filled);
  for (const [name, value] of Object.entries(request.query)) {
    if (!used.has(name)) url.searchParams.set(name, value);
  }
  return url;
};

const bodyOf = ({ method, bodyMembers }: BoundBinding, { body }: ParsedRequest): string | undefined => {
  if (method === 'GET') return undefined;
  if (bodyMembers === undefined) return body?.text;
  const constants = JSON.stringify(bodyMembers).slice(0, -1);
  // The caller's document is spliced in as text, because reading it again would round its numbers.
  return body === undefined || body.text === '{}' ? `${constants}}` : `${constants},${body.text.slice(1)}`;
};
