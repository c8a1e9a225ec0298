import type { Context } from 'aws-lambda';
import { authorizerContextOf, type Caller } from '#api/caller';
import type { GatewayEvent } from '#api/gateway-event';

interface EventParts {
  method?: string;
  /** Several values: a line each. */
  headers?: Record<string, string | string[]>;
  /** Percent-encoded, as API Gateway hands them over. */
  path?: Record<string, string>;
  query?: Record<string, string>;
  /** A string goes as it is, anything else as JSON. */
  body?: unknown;
  isBase64Encoded?: boolean;
  /** Null: no authorizer vouched for the call. */
  caller?: Partial<Caller> | null;
  requestId?: string;
}

export const defaultCaller: Caller = {
  clientId: 'client-a',
  solutionProviders: ['SP-A'],
  scopes: ['mobility:read', 'mobility:write', 'ordering:read', 'ordering:write'],
};

const nothingMultiple = { multiValueQueryStringParameters: null, stageVariables: null };

const textOf = (body: unknown): string | null =>
  body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body);

const valuesOf = <V>(headers: NonNullable<EventParts['headers']>, of: (lines: string[]) => V): Record<string, V> =>
  Object.fromEntries(Object.entries(headers).map(([name, lines]) => [name, of([lines].flat())]));

/** A call as API Gateway hands it over; only what a test is about has to be said. */
export const gatewayEvent = (parts: EventParts = {}): GatewayEvent => {
  const { method = 'POST', headers = {}, path, query, body, isBase64Encoded = false, requestId = 'gateway-1' } = parts;
  const caller = parts.caller === null ? null : authorizerContextOf({ ...defaultCaller, ...parts.caller });
  const event = {
    ...nothingMultiple,
    httpMethod: method,
    path: '/v1/test',
    resource: '/v1/test',
    headers: valuesOf(headers, (lines) => lines.at(-1) ?? ''),
    multiValueHeaders: valuesOf(headers, (lines) => lines),
    pathParameters: path ?? null,
    queryStringParameters: query ?? null,
    body: textOf(body),
    isBase64Encoded,
    requestContext: { requestId, authorizer: caller },
  };
  // The rest of the request context is of no interest to any function.
  return event as unknown as GatewayEvent;
};

/** The same call, made at an address whose path API Gateway says. */
export const calledAt = (event: GatewayEvent, path: string): GatewayEvent => ({
  ...event,
  requestContext: { ...event.requestContext, path },
});

/** A route’s path with its parameters. */
export const filled = (path: string, parameters: Record<string, string> = {}): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => parameters[name] ?? '');

export const lambdaContext = (remainingMs = 29_000): Context =>
  ({ awsRequestId: 'lambda-1', getRemainingTimeInMillis: () => remainingMs }) as Context;
