import type { OwnRoute } from '#routes/define-route';
import { component, describeRoute } from './describe-route';
import type { JsonObject } from './json-schema';

export const ownTag = 'Requests and tracking';

/** A route of the gateway's own as an OpenAPI operation object. */
export const describeOwnRoute = (route: OwnRoute): JsonObject => {
  const { request, answer, checked } = route.example;
  return describeRoute(route, {
    tag: ownTag,
    parameters: [
      ...(route.takesIfMatch ? [component('parameters', 'IfMatch')] : []),
      ...(route.needsIdempotencyKey ? [component('parameters', 'RequiredIdempotencyKey')] : []),
      ...(route.canValidate ? [component('parameters', 'Prefer')] : []),
    ],
    requests: [{ name: 'Example', value: request.body }],
    csv: route.example.csv,
    answers: [answer, ...(checked ? [checked] : [])].map(({ status, body }) => ({
      name: 'Example',
      status,
      value: body,
    })),
    answerDescription: 'What the gateway knows; AT&T is not asked.',
  });
};
