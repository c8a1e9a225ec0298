import type { APIGatewayProxyResult, APIGatewayProxyWithLambdaAuthorizerEvent } from 'aws-lambda';
import { oncePerCall } from '#api/once-per-call';
import { callIdPattern } from '#domain/call-id';
import { inLowerCase } from '#domain/remembered';
import { Problem } from '#domain/problems/problems';

/** A call as API Gateway's REST proxy integration hands it to a function. */
export type GatewayEvent = APIGatewayProxyWithLambdaAuthorizerEvent<Record<string, unknown> | null>;
export type GatewayResponse = APIGatewayProxyResult;

/** Headers that say one thing. Of two lines of one nobody can say which counts. */
export const singleHeaders = [
  'authorization',
  'content-type',
  'idempotency-key',
  'source',
  'x-actor',
  'x-customer-reference',
  'x-reason',
  'x-request-id',
  'x-solution-provider-id',
  'x-trace-id',
  'x-transaction-id',
] as const;
export type SingleHeader = (typeof singleHeaders)[number];

/** Headers that are lists, on one line or several. */
export const listHeaders = [
  'accept',
  'cache-control',
  'content-encoding',
  'if-match',
  'if-none-match',
  'if-unmodified-since',
  'prefer',
  'x-metadata',
] as const;

/** A header that anything is read of. `origin` is the browser’s word, and no page’s. */
export type RequestHeader = SingleHeader | (typeof listHeaders)[number] | 'origin';

type Given = Record<string, string | string[] | undefined>;

/** Every line of each request header, by its lower-case name. API Gateway keeps the caller's capitals. */
export const headersOf = oncePerCall((event: GatewayEvent): ReadonlyMap<string, readonly string[]> => {
  // The console's test call has null in both, against the published type; bulk writes give single values only.
  const { headers, multiValueHeaders } = event as Record<'headers' | 'multiValueHeaders', Given | null>;
  const lines = linesIn(multiValueHeaders ?? {});
  const others = Object.keys(headers ?? {}).filter((key) => !multiValueHeaders?.[key]?.length);
  if (others.length === 0) return lines;
  for (const [name, all] of linesIn(headers ?? {}, others))
    if ((lines.get(name)?.length ?? 0) === 0) lines.set(name, all);
  return lines;
});

const linesIn = (given: Given, keys = Object.keys(given)): Map<string, readonly string[]> => {
  const lines = new Map<string, readonly string[]>();
  for (const key of keys) {
    const name = inLowerCase(key);
    const value = given[key] ?? [];
    const more = typeof value === 'string' ? [value] : value;
    const before = lines.get(name);
    lines.set(name, before ? [...before, ...more] : more);
  }
  return lines;
};

const noLines: readonly string[] = [];

/** Every line of a request header, by its lower-case name. */
export const headerLines = (event: GatewayEvent, name: RequestHeader): readonly string[] =>
  headersOf(event).get(name) ?? noLines;

/** A header that says one thing. @throws Problem `invalid-request` when it is given more than once */
export const header = (event: GatewayEvent, name: SingleHeader): string | undefined => {
  const lines = headerLines(event, name);
  if (lines.length <= 1) return lines[0];
  throw new Problem('invalid-request', {
    errors: [{ parameter: `header ${name}`, detail: 'is given more than once' }],
  });
};

/** @throws Problem `invalid-request` when a header that says one thing is given more than once, whether it is read or not */
export const requireSingleHeaders = (event: GatewayEvent): void => {
  for (const [name, { length }] of headersOf(event)) {
    const single = length > 1 && singleHeaders.find((one) => one === name);
    if (single) header(event, single);
  }
};

/** The id the call is known by in answers, logs and at AT&T: the caller's own `x-request-id` where usable. */
export const callIdOf = oncePerCall((event: GatewayEvent): string => {
  const lines = headerLines(event, 'x-request-id');
  const [named] = lines;
  return named !== undefined && lines.length === 1 && callIdPattern.test(named)
    ? named
    : event.requestContext.requestId;
});

/** What a caller may know the call by: the id in its answer, and the one API Gateway gives where there is no answer. */
export const callIdsOf = (event: GatewayEvent): string[] => [
  ...new Set([callIdOf(event), event.requestContext.requestId]),
];
