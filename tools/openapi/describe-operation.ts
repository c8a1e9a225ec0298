import { examplesOf } from '#operations/examples';
import type { Example, Operation, RealEnvironment } from '#operations/define-operation';
import type { OperationId } from '#operations/registry';
import { parametersIn, type JsonObject } from './json-schema';
import { problemResponsesOf } from './problem-responses';

export const tagOf = {
  'ordering-apex': 'APEX Ordering',
  'ordering-alliance': 'Alliance Ordering',
  mobility: 'APEX Mobility',
} as const;

/** `apex-create-quote` as `ApexCreateQuote`. */
export const pascalCase = (id: string): string =>
  id.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());

const camelCase = (id: string): string => pascalCase(id).replace(/^\w/, (letter) => letter.toLowerCase());

const component = (kind: string, name: string): JsonObject => ({ $ref: `#/components/${kind}/${name}` });

/** An operation as an OpenAPI operation object. */
export const describeOperation = (operation: Operation & { id: OperationId }): JsonObject => {
  const examples = examplesOf[operation.id];
  return {
    operationId: camelCase(operation.id),
    tags: [tagOf[operation.family]],
    summary: operation.summary,
    description: operation.description,
    security: [{ oauth2: [operation.scope] }],
    parameters: [
      ...parametersIn('path', operation.request.path),
      ...parametersIn('query', operation.request.query),
      ...['SolutionProviderId', 'RequestId', 'TraceId'].map((name) => component('parameters', name)),
      ...idempotencyKeyOf(operation),
    ],
    ...(operation.request.body ? { requestBody: requestBodyOf(operation, examples) } : {}),
    responses: {
      ...successResponsesOf(operation, examples),
      ...Object.fromEntries(
        problemResponsesOf(operation).map(({ status, name }) => [status, component('responses', name)]),
      ),
    },
    'x-att-binding': bindingOf(operation),
  };
};

const idempotencyKeyOf = ({ idempotency }: Operation): JsonObject[] => {
  if (idempotency === 'safe') return [];
  return [component('parameters', idempotency === 'required' ? 'RequiredIdempotencyKey' : 'IdempotencyKey')];
};

const requestBodyOf = ({ id }: Operation, examples: readonly Example[]): JsonObject => ({
  required: true,
  content: {
    'application/json': {
      schema: component('schemas', `${pascalCase(id)}Request`),
      examples: namedExamples(examples, ({ request }) => request.body),
    },
  },
});

const successResponsesOf = ({ id, idempotency }: Operation, examples: readonly Example[]): JsonObject => {
  const byStatus = Map.groupBy(examples, ({ answer: { status } }) => (status < 300 ? status : 200));
  return Object.fromEntries(
    [...byStatus].map(([status, ofStatus]) => [
      status,
      {
        description: 'AT&T’s answer, as AT&T gave it.',
        headers: successHeaders(idempotency),
        content: {
          'application/json': {
            schema: component('schemas', `${pascalCase(id)}Response`),
            examples: namedExamples(ofStatus, ({ answer }) => answer.body),
          },
        },
      },
    ]),
  );
};

const successHeaders = (idempotency: Operation['idempotency']): JsonObject => ({
  'x-request-id': component('headers', 'RequestId'),
  ...(idempotency === 'safe'
    ? {}
    : {
        'x-request-record': component('headers', 'RequestRecord'),
        'idempotency-replayed': component('headers', 'IdempotencyReplayed'),
      }),
});

const origin: Record<Example['provenance'], string> = {
  published: 'Printed by AT&T.',
  partial: 'Printed by AT&T with gaps, which are filled here.',
  assumed: 'Not printed by AT&T; made up here.',
};

const namedExamples = (examples: readonly Example[], valueOf: (example: Example) => unknown): JsonObject =>
  Object.fromEntries(
    examples.map((example) => [
      example.name
        .toLowerCase()
        .replaceAll(/[^a-z0-9]+/g, '-')
        .replaceAll(/^-|-$/g, ''),
      { summary: example.name, description: origin[example.provenance], value: valueOf(example) },
    ]),
  );

const environments = ['uat', 'production'] as const satisfies readonly RealEnvironment[];

/** Where AT&T serves the operation, and how sure that is. */
const bindingOf = ({ binding }: Operation): JsonObject => ({
  method: binding.method,
  path: binding.path,
  provenance: binding.provenance,
  boundIn: environments.filter((name) => binding.provenance !== 'assumed' && binding.baseUrls[name] !== undefined),
  source: binding.source,
});
