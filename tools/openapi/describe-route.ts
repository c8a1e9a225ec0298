import type { Route } from '#domain/define-operation';
import { everyAnswer } from './headers';
import { jsonSchemaOf, parametersIn, type JsonObject } from './json-schema';
import { problemResponsesOf, type CallableRoute } from './problem-responses';

/** A request or an answer as documents show it. */
export interface ShownExample {
  name: string;
  description?: string;
  value: unknown;
}

export interface ShownAnswer extends ShownExample {
  status: number;
  /** Id of the route whose response it is, when that is another one. */
  of?: string;
}

/** What a document says of a route beyond what the route itself tells. */
export interface Shown {
  tag: string;
  /** Headers beside those every route takes. */
  parameters?: readonly JsonObject[];
  requests: readonly ShownExample[];
  answers: readonly ShownAnswer[];
  answerDescription: string;
  answerHeaders?: JsonObject;
  /** Whether it answers 304 to whoever has the version already. */
  unchanged?: boolean;
  /** The body as CSV, where it may be sent as that. */
  csv?: string | undefined;
  /** The answer as CSV, where it can be asked for. */
  answerCsv?: string | undefined;
  /** Members of our own, `x-…`. */
  extensions?: JsonObject;
}

export const component = (kind: string, name: string): JsonObject => ({ $ref: `#/components/${kind}/${name}` });

/** `apex-create-quote` as `ApexCreateQuote`. */
const pascalCase = (id: string): string => id.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());

/** A route as an OpenAPI operation object. */
export const describeRoute = (route: CallableRoute, shown: Shown): JsonObject => ({
  operationId: route.id,
  tags: [shown.tag],
  summary: route.summary,
  description: route.description,
  security: [{ oauth2: [route.scope] }],
  parameters: [
    ...parametersIn('path', route.request.path),
    ...parametersIn('query', route.request.query),
    ...['SolutionProviderId', 'RequestId', 'TraceId'].map((name) => component('parameters', name)),
    ...(shown.parameters ?? []),
  ],
  ...(route.request.body ? { requestBody: requestBodyOf(route, shown) } : {}),
  responses: {
    ...answersOf(route, shown),
    ...(shown.unchanged ? { 304: component('responses', 'Unchanged') } : {}),
    ...Object.fromEntries(problemResponsesOf(route).map(({ status, name }) => [status, component('responses', name)])),
  },
  ...shown.extensions,
});

const requestBodyOf = ({ id }: Route, { requests, csv }: Shown): JsonObject => ({
  required: true,
  content: {
    'application/json': { schema: component('schemas', `${pascalCase(id)}Request`), examples: named(requests) },
    ...asCsv(csv),
  },
});

const asCsv = (value: string | undefined): JsonObject =>
  value === undefined ? {} : { 'text/csv': { schema: { type: 'string' }, examples: { example: { value } } } };

const answersOf = ({ id }: Route, { answers, answerCsv, answerDescription, answerHeaders }: Shown): JsonObject =>
  Object.fromEntries(
    [...Map.groupBy(answers, ({ status }) => status)].map(([status, ofStatus]) => [
      status,
      {
        description: answerDescription,
        headers: { ...everyAnswer, ...answerHeaders },
        content: {
          'application/json': { schema: eitherOf(id, ofStatus), examples: named(ofStatus) },
          ...asCsv(answerCsv),
        },
      },
    ]),
  );

const eitherOf = (id: string, answers: readonly ShownAnswer[]): JsonObject => {
  const ids = [...new Set(answers.map((answer) => answer.of ?? id))];
  const [only, ...others] = ids.map((of) => component('schemas', `${pascalCase(of)}Response`));
  return only && others.length === 0 ? only : { anyOf: [only, ...others] };
};

const named = (examples: readonly ShownExample[]): JsonObject =>
  Object.fromEntries(
    examples.map(({ name, description, value }) => [
      name
        .toLowerCase()
        .replaceAll(/[^a-z0-9]+/g, '-')
        .replaceAll(/^-|-$/g, ''),
      { summary: name, ...(description === undefined ? {} : { description }), value },
    ]),
  );

/** The schemas of a route's bodies, by the name of their component. */
export const schemasOf = ({ id, request, response }: Route): [string, JsonObject][] => [
  ...(request.body ? [[`${pascalCase(id)}Request`, jsonSchemaOf(request.body)] satisfies [string, JsonObject]] : []),
  [`${pascalCase(id)}Response`, jsonSchemaOf(response)],
];
