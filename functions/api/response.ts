import type { GatewayResponse } from '#api/gateway-event';
import { Problem, problemDocument } from '#domain/problems/problems';

/** Where the record of a write is found, on every answer to it. */
export const recordHeader = 'x-request-record';

const headersFor = (contentType: string, callId: string): Record<string, string> => ({
  'content-type': contentType,
  'cache-control': 'no-store',
  'x-request-id': callId,
});

/** AT&T's answer as AT&T wrote it. */
export const jsonResponse = (status: number, text: string, callId: string): GatewayResponse => ({
  statusCode: status,
  headers: headersFor('application/json', callId),
  body: text,
});

/** An RFC 9457 document. Anything that is not a Problem is the gateway's own failure and says no more than that. */
export const problemResponse = (error: unknown, callId: string): GatewayResponse => {
  const problem = error instanceof Problem ? error : new Problem('internal-error');
  const { retryAfterSeconds, request } = problem.details;
  return {
    statusCode: problem.status,
    headers: {
      ...headersFor('application/problem+json', callId),
      ...(request !== undefined && { [recordHeader]: request }),
      ...(retryAfterSeconds === undefined ? {} : { 'retry-after': String(Math.max(1, retryAfterSeconds)) }),
    },
    body: JSON.stringify(problemDocument(problem, callId)),
  };
};
