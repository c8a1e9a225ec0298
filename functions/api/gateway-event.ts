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
  const lines = linesIn(multiValueHeaders ?? {}, () => true);
  const isMissing = (name: string, key: string): boolean =>
    !multiValueHeaders?.[key]?.length && (lines.get(name)?.length ?? 0) === 0;
  for (const [name, all] of linesIn(headers ?? {}, isMissing)) lines.set(name, all);
  return lines;
});

const linesIn = (given: Given, isWanted: (name: string, key: string) => boolean): Map<string, readonly string[]> => {
  const lines = new Map<string, readonly string[]>();
  for (const key of Object.keys(given)) {
    const name = inLowerCase(key);
    if (!isWanted(name, key)) continue;
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
  const [line, ...others] = headerLines(event, name);
  if (others.length === 0) return line;
  throw new Problem('invalid-request', {
    errors: [{ parameter: `header ${name}`, detail: 'is given more than once' }],
  });
};

/** @throws Problem `invalid-request` when a header that says one thing is given more than once, whether it is read or not */
export const requireSingleHeaders = (event: GatewayEvent): void => {
  const all = headersOf(event);
  for (const name of singleHeaders) if ((all.get(name)?.length ?? 0) > 1) header(event, name);
};

/** The id the call is known by in answers, logs and at AT&T: the caller's own `x-request-id` where usable. */
export const callIdOf = oncePerCall((event: GatewayEvent): string => {
  const [named, ...others] = headerLines(event, 'x-request-id');
  return named !== undefined && others.length === 0 && callIdPattern.test(named)
    ? named
    : event.requestContext.requestId;
});

/** What a caller may know the call by: the id in its answer, and the one API Gateway gives where there is no answer. */
export const callIdsOf = (event: GatewayEvent): string[] => [
  ...new Set([callIdOf(event), event.requestContext.requestId]),
];
