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

/** Headers of answers that every page may read that may read the answer. */
const readAnyway = [
  'cache-control',
  'content-language',
  'content-length',
  'content-type',
  'expires',
  'last-modified',
  'pragma',
];

/**
 * What an answer says of pages, whoever asked: that it may be another for others, and which of its headers would be kept from them. That
 * credentials go along, which are cookies and certificates, is never allowed.
 */
export const onAnswerWith = (headers: Readonly<Record<string, unknown>>): Record<string, string> => {
  const kept = Object.keys(headers).filter((name) => !readAnyway.includes(name.toLowerCase()));
  return { vary: 'Origin', ...(kept.length > 0 && { 'access-control-expose-headers': kept.join(', ').toLowerCase() }) };
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
    const headers = response?.headers ?? {};
    if (response) response.headers = { ...headers, ...onAnswerWith(headers), ...allowed };
  };
  return [{ after: told, onError: told }];
};
