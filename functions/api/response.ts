import type { GatewayResponse } from '#api/gateway-event';
import { mounted, withMount } from '#domain/links';
import { Problem, problemDocument, problemLinks } from '#domain/problems/problems';

/** Where the record of a write is found, on every answer to it. */
export const recordHeader = 'x-request-record';

const headersFor = (contentType: string, callId: string): Record<string, string> => ({
  'content-type': contentType,
  'cache-control': 'no-store',
  'x-request-id': callId,
});

/** AT&T's answer as AT&T wrote it. @param headers that it has besides */
export const jsonResponse = (
  status: number,
  text: string,
  callId: string,
  headers: Readonly<Record<string, string>> = {},
): GatewayResponse => ({
  statusCode: status,
  headers: { ...headersFor('application/json', callId), ...headers },
  body: text,
});

/**
 * An RFC 9457 document. Anything that is not a Problem is the gateway's own failure and says no more than that.
 * @param mount what its links are below; nothing where it is kept before it is answered
 */
export const problemResponse = (error: unknown, callId: string, mount = ''): GatewayResponse => {
  const problem = error instanceof Problem ? error : new Problem('internal-error');
  const { retryAfterSeconds, request } = problem.details;
  return {
    statusCode: problem.status,
    headers: {
      ...headersFor('application/problem+json', callId),
      ...(request !== undefined && { [recordHeader]: mounted(request, mount) }),
      ...(retryAfterSeconds === undefined ? {} : { 'retry-after': String(Math.max(1, retryAfterSeconds)) }),
    },
    body: JSON.stringify(withMount(problemDocument(problem, callId), mount, problemLinks)),
  };
};

/** Headers that are links. */
const linkHeaders = ['location', recordHeader] as const;

/** An answer whose links in headers are below where `mountOf` says. */
export const withLinkHeaders = (response: GatewayResponse, mountOf: () => string): GatewayResponse => {
  const { headers = {} } = response;
  const given = linkHeaders.filter((name) => typeof headers[name] === 'string');
  if (given.length === 0) return response;
  const links = given.map((name) => [name, mounted(String(headers[name]), mountOf())] as const);
  return { ...response, headers: { ...headers, ...Object.fromEntries(links) } };
};
