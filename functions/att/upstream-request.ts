import type { Credentials } from '#credentials/secret';
import type { WireRequest } from '#att/transport';
import { jsonPointer, type ParsedRequest } from '#runtime/parse-request';
import { Problem } from '#runtime/problems';
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
 * @throws Problem `invalid-request` for a parameter that would change the path, or a member the operation itself states
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

const placeholder = /\{(\w+)\}/g;

const urlOf = ({ baseUrl, path }: BoundBinding, request: ParsedRequest): URL => {
  const parameters = { ...request.query, ...request.path };
  const used = new Set<string>();
  const filled = path.replaceAll(placeholder, (_, name: string) => {
    used.add(name);
    return encodeURIComponent(parameters[name] ?? '');
  });
  const url = new URL(baseUrl.replace(/\/$/, '') + filled);
  for (const [name, value] of Object.entries(request.query)) {
    if (!used.has(name)) url.searchParams.set(name, value);
  }
  return url;
};

const bodyOf = ({ method, bodyMembers = {} }: BoundBinding, request: ParsedRequest): string | undefined => {
  if (method === 'GET') return undefined;
  const { body } = request;
  if (Object.keys(bodyMembers).length === 0) return body?.text;
  const parameters = { ...request.query, ...request.path };
  const constants = JSON.stringify(bodyMembers, (_, value: unknown) =>
    typeof value === 'string' ? value.replaceAll(placeholder, (_, name: string) => parameters[name] ?? '') : value,
  );
  // The caller's document is kept as text, because reading it again would round its numbers. Ours come last: of two
  // members of one name, readers of JSON take the last.
  return body === undefined || body.text === '{}' ? constants : `${body.text.slice(0, -1)},${constants.slice(1)}`;
};
