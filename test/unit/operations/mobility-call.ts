import type { Operation } from '#domain/define-operation';
import { examplesOf } from '#operations/registry';
import type { GatewayEvent } from '#api/gateway-event';
import { parseRequest } from '#api/parse-request';
import { Problem, type FieldError } from '#domain/problems/problems';
import { mobilityOperations, type MobilityId } from '../../support/mobility-operations';

export type Id = MobilityId;
export type Members = Record<string, unknown>;

/** The operation as the gateway serves it. */
export const operationOf = (id: Id): Operation => mobilityOperations.find((operation) => operation.id === id)!;

export interface Call {
  path?: Record<string, string>;
  query?: Record<string, string>;
  body?: unknown;
}

/** The call as API Gateway hands it to the function. */
export const eventOf = ({ path = {}, query = {}, body }: Call): GatewayEvent => ({
  httpMethod: 'POST',
  path: '/',
  resource: '/',
  headers: { 'content-type': 'application/json' },
  multiValueHeaders: {},
  // API Gateway hands path parameters over percent-encoded.
  pathParameters: Object.fromEntries(Object.entries(path).map(([name, value]) => [name, encodeURIComponent(value)])),
  queryStringParameters: query,
  multiValueQueryStringParameters: null,
  stageVariables: null,
  isBase64Encoded: false,
  body: body === undefined ? null : JSON.stringify(body),
  requestContext: {} as GatewayEvent['requestContext'],
});

/** A copy of a documented example’s request. */
export const exampleOf = (id: Id, index = 0): Call & { body: Members } =>
  structuredClone(examplesOf[id][index]!.request) as never;

/** Complaints about the operation's first example with some parts replaced. */
export const complaints = (id: Id, change: Call, index = 0): FieldError[] => {
  try {
    parseRequest(operationOf(id), eventOf({ ...exampleOf(id, index), ...change }));
    return [];
  } catch (error) {
    if (error instanceof Problem && error.code === 'invalid-request') return [...(error.details.errors ?? [])];
    throw error;
  }
};

/** The same for members of the body; `undefined` leaves one out. */
export const withBody = (id: Id, change: Members, index = 0): FieldError[] =>
  complaints(id, { body: { ...exampleOf(id, index).body, ...change } }, index);
