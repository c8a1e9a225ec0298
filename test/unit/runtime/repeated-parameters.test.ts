import { parseRequest } from '#runtime/parse-request';
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
