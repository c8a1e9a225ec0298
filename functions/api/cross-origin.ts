import type { MiddlewareObj } from '@middy/core';
import { headerLines, listHeaders, singleHeaders, type GatewayEvent, type GatewayResponse } from '#api/gateway-event';

/*
 * Cross-origin resource sharing, as the Fetch standard has it: pages of which other origins a browser lets send calls and read
 * answers. Functions say it of their answers, API Gateway’s document and the local runtime of those no function gives.
 */

type Middleware = MiddlewareObj<GatewayEvent, GatewayResponse>;

/** What handlers are given whose answers pages may read. */
export interface CrossOrigin {
  /** Of the pages, as browsers name them; absent where no page may. */
  origins?: readonly string[] | undefined;
}

/** Headers of answers that a browser keeps from pages unless they are named. What it never keeps, such as `content-type`, is not. */
export const exposedHeaders = [
  'age',
  'allow',
  'etag',
  'idempotency-replayed',
  'location',
  'preference-applied',
  'ratelimit',
  'ratelimit-policy',
  'retry-after',
  'warning',
  'www-authenticate',
  'x-amzn-requestid',
  'x-answer-guidance',
  'x-request-id',
  'x-request-record',
] as const;

/** On every answer, whoever asked. That credentials go along, which are cookies and certificates, is never allowed. */
export const onEveryAnswer: Readonly<Record<string, string>> = {
  vary: 'Origin',
  'access-control-expose-headers': exposedHeaders.join(', '),
};

/** The header that lets a page read the answer. */
export const allowingHeader = 'access-control-allow-origin';

/** On an answer to a call of a page, where it is one of those. @param origin as the call has it */
export const allowing = (origins: readonly string[], origin: string | undefined): Record<string, string> =>
  origin !== undefined && origins.includes(origin) ? { [allowingHeader]: origin } : {};

/** On the answer to what a browser asks before a page’s call. @param methods that the path takes */
export const preflightHeaders = (methods: readonly string[], maxAgeSeconds: number): Record<string, string> => ({
  vary: 'Origin',
  allow: methods.join(', '),
  'access-control-allow-methods': methods.join(', '),
  'access-control-allow-headers': [...singleHeaders, ...listHeaders].toSorted().join(', '),
  'access-control-max-age': String(maxAgeSeconds),
});

/** Says of every answer, problems among them, which pages may read it. Where none may, nothing is done. */
export const readByPages = ({ origins }: CrossOrigin): Middleware[] => {
  if (!origins) return [];
  const told: Middleware['after'] = ({ event, response }) => {
    const [origin, ...others] = headerLines(event, 'origin');
    const allowed = others.length === 0 ? allowing(origins, origin) : {};
    if (response) response.headers = { ...response.headers, ...onEveryAnswer, ...allowed };
  };
  return [{ after: told, onError: told }];
};
