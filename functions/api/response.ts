import type { GatewayResponse } from '#api/gateway-event';
import { Problem, problemDocument } from '#domain/problems/problems';

/** Where the record of a write is found, on every answer to it. */
export const recordHeader = 'x-request-record';

const headersFor = (contentType: string, requestId: string): Record<string, string> => ({
  'content-type': contentType,
  'cache-control': 'no-store',
  'x-request-id': requestId,
});

/** AT&T's answer as AT&T wrote it. */
export const jsonResponse = (status: number, text: string, requestId: string): GatewayResponse => ({
  statusCode: status,
  headers: headersFor('application/json', requestId),
  body: text,
});

/** An RFC 9457 document. Anything that is not a Problem is the gateway's own failure and says no more than that. */
export const problemResponse = (error: unknown, requestId: string): GatewayResponse => {
  const problem = error instanceof Problem ? error : new Problem('internal-error');
  const { retryAfterSeconds, request } = problem.details;
  return {
    statusCode: problem.status,
    headers: {
      ...headersFor('application/problem+json', requestId),
      ...(request !== undefined && { [recordHeader]: request }),
      ...(retryAfterSeconds === undefined ? {} : { 'retry-after': String(Math.max(1, retryAfterSeconds)) }),
    },
    body: JSON.stringify(problemDocument(problem, requestId)),
  };
};
