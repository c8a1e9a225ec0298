import type { OwnRoute } from '#routes/define-route';
import { component, describeRoute } from './describe-route';
import type { parameters } from './headers';
import type { JsonObject } from './json-schema';

export const ownTag = 'Requests and tracking';

const keyParameters = {
  required: 'RequiredIdempotencyKey',
  optional: 'OptionalIdempotencyKey',
  needless: 'IdempotencyKey',
} as const satisfies Record<NonNullable<OwnRoute['idempotencyKey']>, keyof typeof parameters>;

/** A route of the gateway's own as an OpenAPI operation object. */
export const describeOwnRoute = (route: OwnRoute): JsonObject => {
  const { request, answer, checked } = route.example;
  return describeRoute(route, {
    tag: ownTag,
    parameters: [
      ...(route.takesIfMatch ? [component('parameters', 'IfMatch')] : []),
      ...(route.answersWithTag && route.method === 'GET' ? [component('parameters', 'IfNoneMatch')] : []),
      ...(route.idempotencyKey ? [component('parameters', keyParameters[route.idempotencyKey])] : []),
      ...(route.takesLabels ? ['CustomerReference', 'Metadata'].map((name) => component('parameters', name)) : []),
      ...(route.canValidate ? [component('parameters', 'Prefer')] : []),
    ],
    requests: [{ name: 'Example', value: request.body }],
    csv: route.example.csv,
    answerCsv: route.example.answerCsv,
    answers: [answer, ...(checked ? [checked] : [])].map(({ status, body }) => ({
      name: 'Example',
      status,
      value: body,
    })),
    answerHeaders: { ...(route.answersWithTag && { etag: component('headers', 'ETag') }) },
    unchanged: route.answersWithTag === true && route.method === 'GET',
    answerDescription: 'What the gateway knows; AT&T is not asked.',
  });
};
