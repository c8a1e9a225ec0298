import type { Operation, Route } from '#domain/define-operation';
import { Problem, problemDocument, problemTypes, type ProblemCode } from '#domain/problems/problems';
import type { JsonObject } from './json-schema';

/** What has to be so of a route for some problems to come up. */
type Condition =
  | 'Att'
  | 'Body'
  | 'Write'
  | 'Keyed'
  | 'Order'
  | 'Request'
  | 'TrackedOrder'
  | 'TrackedItem'
  | 'Confirmed'
  | 'Attestation'
  | 'NewEndpoint'
  | 'Endpoint'
  | 'Sending'
  | 'Event'
  | 'Replay'
  | 'Bound'
  | 'NewBulkWrite'
  | 'BulkWrite'
  | 'BulkChange';

const isOperation = (route: Route): route is Operation => 'binding' in route;
const isWrite = (route: Route): boolean => isOperation(route) && route.idempotency !== 'safe';
const isKeyed = (route: Route): boolean => (isOperation(route) ? route.idempotency === 'required' : needsKey(route));
const needsKey = (route: Route): boolean => 'needsIdempotencyKey' in route;
const isNewBulkWrite = ({ path, method }: Route): boolean => path === '/v1/bulk-writes' && method === 'POST';
const isStep = (route: Route): boolean =>
  isOperation(route) && (route.order !== undefined || isProgressStep(route) || route.line?.change !== undefined);
const isProgressStep = ({ longRunning: progress }: Operation): boolean => progress?.step !== undefined;
const isConfirmed = (route: Route): boolean => isOperation(route) && route.readBack?.confirms === true;

const holds: Record<Condition, (route: Route) => boolean> = {
  Att: isOperation,
  Body: ({ request }) => request.body !== undefined,
  Write: isWrite,
  Keyed: isKeyed,
  Order: isStep,
  Request: ({ path }) => path.startsWith('/v1/requests/{'),
  TrackedOrder: ({ path }) => path.startsWith('/v1/tracking/orders/{'),
  TrackedItem: ({ path }) => /^\/v1\/tracking\/(port-ins|activations|pdp-provisionings)\/\{/.test(path),
  Confirmed: isConfirmed,
  Attestation: ({ path }) => path.endsWith('/attestations'),
  NewEndpoint: ({ path, method }) => path === '/v1/webhook-endpoints' && method === 'POST',
  Endpoint: ({ path }) => path.startsWith('/v1/webhook-endpoints/{') || path.startsWith('/v1/events/{'),
  Sending: ({ path }) => /\/(test-event|redelivery)$/.test(path),
  Event: ({ path }) => path.startsWith('/v1/events/{'),
  Replay: (route) => isWrite(route) || needsKey(route),
  Bound: (route) => isOperation(route) || isNewBulkWrite(route),
  NewBulkWrite: isNewBulkWrite,
  BulkWrite: ({ path }) => path.startsWith('/v1/bulk-writes/{'),
  BulkChange: ({ path, method }) => path.startsWith('/v1/bulk-writes/{') && method === 'PATCH',
};

/** A problem that is not listed can come up on every route. */
const conditionOf: Partial<Record<ProblemCode, Condition>> = {
  'invalid-json': 'Body',
  'request-too-large': 'Body',
  'unsupported-media-type': 'Body',
  'idempotency-key-required': 'Keyed',
  'idempotency-key-reused': 'Replay',
  'request-in-progress': 'Write',
  'step-not-allowed': 'Order',
  'already-done': 'Order',
  'request-not-found': 'Request',
  'order-not-found': 'TrackedOrder',
  'tracked-item-not-found': 'TrackedItem',
  'not-applied': 'Confirmed',
  'precondition-failed': 'Attestation',
  'fact-already-known': 'Attestation',
  'webhook-endpoint-not-found': 'Endpoint',
  'webhook-endpoint-limit': 'NewEndpoint',
  'webhook-endpoint-disabled': 'Sending',
  'event-not-found': 'Event',
  'operation-not-bound': 'Bound',
  'invalid-csv': 'NewBulkWrite',
  'bulk-write-not-found': 'BulkWrite',
  'bulk-write-ended': 'BulkChange',
  'credentials-unavailable': 'Att',
  'upstream-rejected': 'Att',
  'upstream-failed': 'Att',
  'upstream-credentials-refused': 'Att',
  'upstream-unavailable': 'Att',
  'upstream-timeout': 'Att',
};

/** Answered where there is no operation to describe. */
const elsewhere: readonly ProblemCode[] = ['route-not-found', 'method-not-allowed'];

const allCodes = Object.keys(problemTypes) as ProblemCode[]; // keys of the closed table

interface ProblemResponse {
  status: number;
  /** Of the component: `Problem400`, and e.g. `Problem400Body` where there is more to say of routes with a body. */
  name: string;
  codes: readonly ProblemCode[];
}

/** The error answers of a route, by status. */
export const problemResponsesOf = (route: Route): ProblemResponse[] => {
  const codes = allCodes.filter((code) => {
    const condition = conditionOf[code];
    return !elsewhere.includes(code) && (condition === undefined || holds[condition](route));
  });
  return [...Map.groupBy(codes, (code) => problemTypes[code].status)]
    .toSorted(([a], [b]) => a - b)
    .map(([status, ofStatus]) => ({ status, name: nameOf(status, ofStatus), codes: ofStatus }));
};

const nameOf = (status: number, codes: readonly ProblemCode[]): string =>
  `Problem${status}${[...new Set(codes.map((code) => conditionOf[code] ?? ''))].toSorted().join('')}`;

/** A response as a component. */
export const problemComponent = ({ status, codes }: ProblemResponse): JsonObject => ({
  description: codes.map((code) => `\`${code}\`: ${problemTypes[code].title}.`).join('\n\n'),
  headers: {
    'x-request-id': { $ref: '#/components/headers/RequestId' },
    ...(saysWhenToRetry.includes(status) ? { 'retry-after': { $ref: '#/components/headers/RetryAfter' } } : {}),
  },
  content: {
    'application/problem+json': {
      schema: {
        allOf: [
          { $ref: '#/components/schemas/Problem' },
          { type: 'object', properties: { code: { enum: [...codes] }, status: { const: status } } },
        ],
      },
      examples: Object.fromEntries(codes.map((code) => [code, { value: exampleOf(code) }])),
    },
  },
});

const saysWhenToRetry: readonly number[] = [409, 429, 503];

const exampleOf = (code: ProblemCode): JsonObject =>
  problemDocument(new Problem(code), 'b7c0f5a2-3f1e-4c55-9a0d-6f2f1c1f8e11');
