import { isVersioned } from '#api/open-call';
import type { Operation } from '#domain/define-operation';
import { isLimitedChange } from '#domain/mobility/sensitive-changes';
import { Problem, problemDocument, problemTypes, type ProblemCode } from '#domain/problems/problems';
import type { OwnRoute } from '#routes/define-route';
import { everyAnswer } from './headers';
import type { JsonObject } from './json-schema';

/** Whatever can be called: an operation, or a route of the gateway’s own. */
export type CallableRoute = Operation | OwnRoute;

/** Who calls and for whom, whether the request fits, and what can befall any gateway. */
export const everyRoute: readonly ProblemCode[] = [
  'invalid-request',
  'solution-provider-required',
  'unauthorized',
  'forbidden',
  'solution-provider-not-granted',
  'solution-provider-disabled',
  'scope-not-granted',
  'too-many-requests',
  'client-limit-reached',
  'internal-error',
  'service-unavailable',
];

/** What follows from how a route is described. The names are part of those of the document’s components. */
const reasons = {
  Att: [
    'credentials-unavailable',
    'upstream-rejected',
    'upstream-credentials-refused',
    'upstream-unavailable',
    'upstream-timeout',
  ],
  /** A write that AT&T answers so is unknown, which is no problem. */
  Read: ['upstream-failed'],
  Bound: ['operation-not-bound'],
  Body: ['invalid-json', 'request-too-large', 'unsupported-media-type'],
  Keyed: ['idempotency-key-required'],
  Replay: ['idempotency-key-reused'],
  Write: ['request-in-progress', 'solution-provider-read-only'],
  /** A step of an order, or a change of what AT&T works on. */
  Order: ['step-not-allowed', 'already-done'],
  /** Only one may be open. */
  Opening: ['already-done'],
  /** The line has to have a status, and not too many changes nobody knows the outcome of. */
  Line: ['step-not-allowed'],
  /** A number takes only so many in a time. */
  Limited: ['too-many-line-changes'],
  Confirmed: ['not-applied'],
  /** Something tracked has an `ETag`. */
  Version: ['precondition-failed'],
  Attestation: ['precondition-failed'],
} as const satisfies Record<string, readonly ProblemCode[]>;
type Reason = keyof typeof reasons;

const ofOperation = (operation: Operation): Partial<Record<Reason, boolean>> => {
  const { idempotency, longRunning, line, readBack, sensitive } = operation;
  const isWrite = idempotency !== 'safe';
  return {
    Att: true,
    Read: !isWrite,
    Bound: true,
    Keyed: idempotency === 'required',
    Replay: isWrite,
    Write: isWrite,
    Order: isVersioned(operation),
    Version: isVersioned(operation),
    Opening: longRunning?.step === 'open' && longRunning.locks !== undefined,
    Line: isWrite && line?.numberAt !== undefined,
    Limited: isLimitedChange(sensitive),
    Confirmed: readBack?.confirms === true,
  };
};

const ofOwnRoute = ({ idempotencyKey, takesIfMatch }: OwnRoute): Partial<Record<Reason, boolean>> => ({
  Keyed: idempotencyKey === 'required',
  Replay: idempotencyKey === 'required' || idempotencyKey === 'optional',
  Attestation: takesIfMatch === true,
});

/** Problems of a route beyond those of every route, with the word each has in the name of a component. */
const furtherOf = (route: CallableRoute): Map<ProblemCode, string> => {
  const holding = {
    Body: route.request.body !== undefined,
    ...('binding' in route ? ofOperation(route) : ofOwnRoute(route)),
  };
  const names = Object.keys(reasons) as Reason[]; // keys of the closed table
  const derived = names
    .filter((name) => holding[name])
    .flatMap((name) => reasons[name].map((code): [ProblemCode, string] => [code, name]));
  const declared = 'problems' in route ? route.problems.map((code): [ProblemCode, string] => [code, wordOf(code)]) : [];
  return new Map([...derived, ...declared]);
};

/** What problems are called in the names of components, which must not change; others go by their code. */
const words: Partial<Record<ProblemCode, string>> = {
  'request-not-found': 'Request',
  'order-not-found': 'TrackedOrder',
  'tracked-item-not-found': 'TrackedItem',
  'fact-already-known': 'Attestation',
  'webhook-endpoint-limit': 'NewEndpoint',
  'webhook-endpoint-not-found': 'Endpoint',
  'webhook-endpoint-disabled': 'Sending',
  'event-not-found': 'Event',
  'invalid-csv': 'NewBulkWrite',
  'operation-not-bound': 'Bound',
  'bulk-write-not-found': 'BulkWrite',
  'bulk-write-ended': 'BulkChange',
};

/** `note-limit` as `NoteLimit`. */
const wordOf = (code: ProblemCode): string =>
  words[code] ?? code.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());

/** Every problem a route can answer with. */
export const problemsOf = (route: CallableRoute): ReadonlySet<ProblemCode> =>
  new Set([...everyRoute, ...furtherOf(route).keys()]);

interface ProblemResponse {
  status: number;
  /** Of the component: `Problem400`, and e.g. `Problem400Body` where there is more to say of routes with a body. */
  name: string;
  codes: readonly ProblemCode[];
}

const allCodes = Object.keys(problemTypes) as ProblemCode[]; // keys of the closed table

/** The error answers of a route, by status. */
export const problemResponsesOf = (route: CallableRoute): ProblemResponse[] => {
  const further = furtherOf(route);
  const codes = allCodes.filter((code) => everyRoute.includes(code) || further.has(code));
  return [...Map.groupBy(codes, (code) => problemTypes[code].status)]
    .toSorted(([a], [b]) => a - b)
    .map(([status, ofStatus]) => {
      const words = new Set(ofStatus.flatMap((code) => further.get(code) ?? []));
      return { status, name: `Problem${status}${[...words].toSorted().join('')}`, codes: ofStatus };
    });
};

/** A response as a component. */
export const problemComponent = ({ status, codes }: ProblemResponse): JsonObject => ({
  description: codes.map((code) => `\`${code}\`: ${problemTypes[code].title}.`).join('\n\n'),
  headers: {
    ...everyAnswer,
    'x-request-record': { $ref: '#/components/headers/RequestRecord' },
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
