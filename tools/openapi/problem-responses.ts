import type { Operation } from '#operations/define-operation';
import { Problem, problemDocument, problemTypes, type ProblemCode } from '#runtime/problems';
import type { JsonObject } from './json-schema';

/** What has to be so of an operation for some problems to come up. */
type Condition = 'Body' | 'Write' | 'Keyed' | 'Order';

const holds: Record<Condition, (operation: Operation) => boolean> = {
  Body: ({ request }) => request.body !== undefined,
  Write: ({ idempotency }) => idempotency !== 'safe',
  Keyed: ({ idempotency }) => idempotency === 'required',
  Order: ({ order }) => order !== undefined,
};

/** A problem that is not listed can come up in every operation. */
const conditionOf: Partial<Record<ProblemCode, Condition>> = {
  'invalid-json': 'Body',
  'request-too-large': 'Body',
  'unsupported-media-type': 'Body',
  'idempotency-key-required': 'Keyed',
  'idempotency-key-reused': 'Write',
  'request-in-progress': 'Write',
  'step-not-allowed': 'Order',
  'already-done': 'Order',
};

/** Addresses that are none, and the gateway's own resources. */
const elsewhere: readonly ProblemCode[] = [
  'route-not-found',
  'method-not-allowed',
  'request-not-found',
  'order-not-found',
  'precondition-failed',
];

const allCodes = Object.keys(problemTypes) as ProblemCode[]; // keys of the closed table

interface ProblemResponse {
  status: number;
  /** Of the component: `Problem400`, and e.g. `Problem400Body` where operations with a body have more to say. */
  name: string;
  codes: readonly ProblemCode[];
}

/** The error answers of an operation, by status. */
export const problemResponsesOf = (operation: Operation): ProblemResponse[] => {
  const codes = allCodes.filter((code) => {
    const condition = conditionOf[code];
    return !elsewhere.includes(code) && (condition === undefined || holds[condition](operation));
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
