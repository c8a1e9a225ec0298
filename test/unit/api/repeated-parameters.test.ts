import * as z from 'zod';
import { parseRequest } from '#api/parse-request';
import { operation } from '#operations/list-subscribers/operation';
import { gatewayEvent } from '../../support/gateway-event';
import { problemOf } from '../../support/problem-of';

describe('a query parameter given twice', () => {
  it('is refused, because nobody can say which of the two counts', () => {
    const event = {
      ...gatewayEvent({ method: 'GET', query: { subscriberStatus: 'active' } }),
      multiValueQueryStringParameters: { subscriberStatus: ['suspended', 'active'] },
    };
    const problem = problemOf(() => parseRequest(operation, event));
    expect(problem.details.errors).toContainEqual({
      parameter: 'query subscriberStatus',
      detail: 'is given more than once',
    });
  });
});

test('a query parameter that schemas cannot see is refused', () => {
  const query = JSON.parse('{"__proto__":"a"}') as Record<string, string>;
  const route = { ...operation, request: { query: z.looseObject({}) } };
  expect(problemOf(() => parseRequest(route, gatewayEvent({ method: 'GET', query }))).details.errors).toEqual([
    { parameter: 'query __proto__', detail: 'is not a parameter of this operation' },
  ]);
});
