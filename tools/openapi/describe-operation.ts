import { isVersioned } from '#api/open-call';
import { examplesOf, type OperationId } from '#operations/registry';
import { passesUnknownParameters } from '#domain/passes-unknown-parameters';
import type { Example } from '#domain/define-examples';
import type { Operation, RealEnvironment } from '#domain/define-operation';
import { readBacksOf } from '#domain/read-backs-of';
import { getRequest } from '#routes/requests/get-request';
import { requestUnderWay } from '#routes/requests/request-example';
import { component, describeRoute, type ShownAnswer } from './describe-route';
import type { parameters } from './headers';
import type { JsonObject } from './json-schema';

export const tagOf = {
  'ordering-apex': 'APEX Ordering',
  'ordering-alliance': 'Alliance Ordering',
  mobility: 'APEX Mobility',
} as const;

const origin: Record<Example['provenance'], string> = {
  published: 'Printed by AT&T.',
  partial: 'Printed by AT&T with gaps, which are filled here.',
  assumed: 'Not printed by AT&T; made up here.',
};

/** An operation of AT&T as an OpenAPI operation object. */
export const describeOperation = (operation: Operation & { id: OperationId }): JsonObject => {
  const examples = examplesOf[operation.id];
  const isWrite = operation.idempotency !== 'safe';
  return describeRoute(
    { ...operation, description: withLostAnswers(operation, descriptionOf(operation)) },
    {
      tag: tagOf[operation.family],
      parameters: parametersOf(operation).map((name) => component('parameters', name)),
      requests: examples.map(({ name, provenance, request }) => ({
        name,
        description: origin[provenance],
        value: request.body,
      })),
      answers: [...examples.map(answerOf), ...(isWrite ? [unknownOutcome, underWay] : [])],
      answerDescription: isWrite
        ? 'AT&T’s answer, as AT&T gave it; or 202 with the record of the request, when AT&T may have done it and did not say so, or has not answered yet and a worker waits for it.'
        : 'AT&T’s answer, as AT&T gave it.',
      answerHeaders: {
        ...(isWrite && writeHeaders),
        ...(operation.cacheable && { age: component('headers', 'Age') }),
        ...(operation.guidance && { 'x-answer-guidance': component('headers', 'AnswerGuidance') }),
      },
      extensions: { 'x-att-binding': bindingOf(operation) },
    },
  );
};

/** The operation’s own description, and what of its reference is not AT&T’s word. */
const descriptionOf = (operation: Operation): string =>
  [operation.description, ...whatIsAssumed(operation), ...unknownParameters(operation)].join(' ');

const unknownParameters = (operation: Operation): string[] =>
  passesUnknownParameters(operation)
    ? [
        'AT&T publishes no list of its query parameters: one that is not named here is passed on as it is, unless it looks like a misspelling of one that is.',
      ]
    : [];

const whatIsAssumed = ({ binding: { shape, provenance, host }, request }: Operation): string[] => [
  ...(shape === 'assumed'
    ? [
        request.body
          ? 'AT&T prints neither its request nor its answer: the members shown here are assumed, and hold at the simulator; at AT&T those hold that the operator has stated from its contract.'
          : 'AT&T prints no answer of it: the members shown here are assumed, and hold at the simulator; at AT&T those hold that the operator has stated from its contract.',
      ]
    : []),
  ...(provenance === 'assumed' ? ['Method and path are assumed.'] : []),
  ...(host === 'inferred' ? ['The host in UAT is inferred: AT&T prints it for other operations of the group.'] : []),
];

/** With how it is found out what became of a write whose answer was lost. */
const withLostAnswers = (operation: Operation, description: string): string => {
  const { notReadBack } = operation;
  if (notReadBack)
    return `${description} When AT&T’s answer is lost, a person has to find out what was done. ${notReadBack}`;
  const rules = readBacksOf(operation);
  if (rules.length === 0) return description;
  const reads = rules.map(({ by }) => `\`${by.id}\``).join(' or, where the operator has not bound it, ');
  const told = [
    `When AT&T’s answer is lost, ${reads} is asked what was done.`,
    ...rules.map(({ leavesOpen }) => leavesOpen),
  ];
  return [description, ...told].filter(Boolean).join(' ');
};

const answerOf = ({ name, provenance, answer: { status, body } }: Example): ShownAnswer => ({
  name,
  description: origin[provenance],
  value: body,
  // An error status AT&T uses for an answer that is none reaches the caller as 200.
  status: status < 300 ? status : 200,
});

const unknownOutcome: ShownAnswer = {
  name: 'Nobody knows yet',
  description: 'AT&T gave no usable answer. Nothing is sent again; `Location` is where the outcome will stand.',
  value: getRequest.example.answer.body,
  status: 202,
  of: getRequest.id,
};

const underWay: ShownAnswer = {
  name: 'Under way',
  description:
    'A worker asks AT&T, or waits for its answer; where the operator has such. `Location` is where the outcome will stand, and an event (`request.*`) tells of it.',
  value: requestUnderWay,
  status: 202,
  of: getRequest.id,
};

const parametersOf = (operation: Operation): (keyof typeof parameters)[] => {
  const { idempotency, sensitive, cacheable } = operation;
  if (idempotency === 'safe') return cacheable ? ['CacheControl'] : [];
  return [
    idempotency === 'required' ? 'RequiredIdempotencyKey' : 'IdempotencyKey',
    'Prefer',
    ...(isVersioned(operation) ? (['IfMatch'] as const) : []),
    'CustomerReference',
    'Metadata',
    ...(sensitive ? (['Actor', 'Reason'] as const) : []),
  ];
};

const writeHeaders = {
  'x-request-record': component('headers', 'RequestRecord'),
  'idempotency-replayed': component('headers', 'IdempotencyReplayed'),
  warning: component('headers', 'Warning'),
  'preference-applied': component('headers', 'PreferenceApplied'),
};

const environments = ['uat', 'production'] as const satisfies readonly RealEnvironment[];

/** Where AT&T serves the operation, and how sure that is. */
const bindingOf = ({ binding }: Operation): JsonObject => ({
  method: binding.method,
  path: binding.path,
  provenance: binding.provenance,
  members: binding.shape ?? 'printed',
  host: binding.host ?? 'printed',
  boundIn: environments.filter((name) => binding.provenance !== 'assumed' && binding.baseUrls[name] !== undefined),
  source: binding.source,
});
