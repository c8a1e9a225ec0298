import * as z from 'zod';
import type { Operation } from '#operations/define-operation';
import { problemTypes, type ProblemCode } from '#runtime/problems';
import { idempotencyIsServed } from './idempotency';
import type { JsonObject } from './json-schema';

/** When a problem can come up. What is in none of these can come up in every operation. */
const conditions: Record<'elsewhere' | 'body' | 'write', readonly ProblemCode[]> = {
  /** Not in AT&T's operations: addresses that are none, and the gateway's own resources. */
  elsewhere: ['route-not-found', 'method-not-allowed', 'request-not-found', 'order-not-found'],
  body: ['invalid-json', 'request-too-large', 'unsupported-media-type'],
  write: [
    'idempotency-key-required',
    'idempotency-key-reused',
    'request-in-progress',
    'step-not-allowed',
    'already-done',
    'precondition-failed',
  ],
};

type Condition = keyof typeof conditions;

const allCodes = Object.keys(problemTypes) as ProblemCode[]; // keys of the closed table

const conditionOf = (code: ProblemCode): Condition | undefined =>
  (['elsewhere', 'body', 'write'] as const).find((condition) => conditions[condition].includes(code));

const isServed = (code: ProblemCode): boolean => idempotencyIsServed() || conditionOf(code) !== 'write';

/** Every code the gateway answers with. */
export const servedCodes: readonly ProblemCode[] = allCodes.filter(isServed);

const conditionsOf = ({ request, idempotency }: Operation): Condition[] => [
  ...(request.body ? (['body'] as const) : []),
  ...(idempotency === 'safe' ? [] : (['write'] as const)),
];

interface ProblemResponse {
  status: number;
  /** Of the component: `Problem400`, and `Problem400Body` where operations with a body have more to say. */
  name: string;
  codes: readonly ProblemCode[];
}

/** The error answers of an operation, by status. */
export const problemResponsesOf = (operation: Operation): ProblemResponse[] => {
  const met = conditionsOf(operation);
  const codes = servedCodes.filter((code) => {
    const condition = conditionOf(code);
    return condition === undefined || met.includes(condition);
  });
  return [...Map.groupBy(codes, (code) => problemTypes[code].status)]
    .toSorted(([a], [b]) => a - b)
    .map(([status, ofStatus]) => ({ status, name: nameOf(status, ofStatus), codes: ofStatus }));
};

const nameOf = (status: number, codes: readonly ProblemCode[]): string => {
  const conditional = new Set(codes.map(conditionOf));
  return `Problem${status}${conditional.has('body') ? 'Body' : ''}${conditional.has('write') ? 'Write' : ''}`;
};

/** A response as a component. */
export const problemComponent = ({ status, codes }: ProblemResponse): JsonObject => ({
  description: codes.map((code) => `\`${code}\`: ${problemTypes[code].title}.`).join('\n\n'),
  headers: {
    'x-request-id': { $ref: '#/components/headers/RequestId' },
    ...(codes.some((code) => problemTypes[code].retryable) && [429, 503].includes(status)
      ? { 'retry-after': { $ref: '#/components/headers/RetryAfter' } }
      : {}),
  },
  content: {
    'application/problem+json': {
      schema: {
        allOf: [
          { $ref: '#/components/schemas/Problem' },
          { type: 'object', properties: { code: { enum: [...codes] }, status: { const: status } } },
        ],
      },
    },
  },
});

const fieldError = z
  .object({
    pointer: z.string().optional().describe('JSON pointer (RFC 6901) to the member of the body.'),
    parameter: z.string().optional().describe('The header, path or query parameter, when it is not in the body.'),
    detail: z.string().describe('What is wrong with it.'),
  })
  .describe('One thing wrong with the request.');

/** An RFC 9457 problem document as the gateway writes it. */
export const problemSchema = z
  .looseObject({
    type: z.string().describe('`urn:att-partner-gateway:problem:` and the code.'),
    title: z.string().describe('The kind of problem, in words.'),
    status: z.int().describe('The HTTP status.'),
    code: z.enum(servedCodes).describe('The kind of problem. Codes never change their meaning; new ones may come.'),
    retryable: z.boolean().describe('Whether the same call may succeed later, unchanged.'),
    hint: z.string().describe('What to do next.'),
    requestId: z.string().describe('Names the call to whoever runs the gateway.'),
    detail: z.string().optional().describe('What is particular to this call.'),
    errors: z.array(fieldError).optional(),
    upstream: z
      .object({
        status: z.int().optional().describe('The HTTP status AT&T answered with.'),
        code: z.string().optional().describe('AT&T’s error code.'),
        message: z.string().optional().describe('AT&T’s own text, credentials taken out.'),
      })
      .optional()
      .describe('What AT&T said.'),
  })
  .describe('An RFC 9457 problem document.');
