import { callEvent, carriedHeaders } from '#bulk/call-event';
import { operationById } from '#operations/registry';
import { gatewayEvent } from '../../support/gateway-event';

const operation = operationById('change-rate-plan');
const submitter = { id: 'blk_1', clientId: 'crm', solutionProvider: 'SP-A', headers: { 'x-actor': 'j.doe' } };
const content = { pathParameters: { subscriberNumber: '212/5550171' }, body: '{"a":1}' };
const eventOf = (
  ...[of = submitter, rows = [{}], check]: [Parameters<typeof callEvent>[1]?, object[]?, ('gates' | 'form')?]
) => callEvent(operation, of, { number: 7, rows }, content, check);

it('is the call that the partner’s client would make, with no more than it needs', () => {
  expect(eventOf()).toMatchObject({
    httpMethod: operation.method,
    path: operation.path.replace('{subscriberNumber}', '212%2F5550171'),
    pathParameters: { subscriberNumber: '212%2F5550171' },
    body: '{"a":1}',
    isBase64Encoded: false,
    queryStringParameters: {},
    headers: {
      'x-actor': 'j.doe',
      'x-solution-provider-id': 'SP-A',
      'content-type': 'application/json',
      'x-request-id': 'blk_1:7',
    },
    requestContext: {
      requestId: 'blk_1:7',
      authorizer: {
        clientId: 'crm',
        solutionProviders: 'SP-A',
        scopes: operation.scope,
        bulkWrite: 'blk_1',
        bulkCall: '7',
      },
    },
  });
  const { pathParameters } = content;
  expect(callEvent(operation, submitter, { number: 7, rows: [] }, { pathParameters }).body).toBeNull();
  expect(callEvent(operation, submitter, { number: 7, rows: [] }, { pathParameters: {} }).path).not.toContain(
    'undefined',
  );
});

it('carries the labels of its rows, and those of the submission where they have none', () => {
  const labelled = { ...submitter, customerReference: 'our 7', metadata: { shop: '12' } };
  expect(eventOf(labelled).headers).toMatchObject({ 'x-customer-reference': 'our 7', 'x-metadata': 'shop="12"' });
  expect(eventOf(labelled, [{ row: 3, customerReference: 'row 3' }]).headers).toMatchObject({
    'x-customer-reference': 'row 3',
    'x-metadata': 'shop="12"',
  });
  expect(eventOf().headers).not.toHaveProperty('x-customer-reference');
});

it.each([
  [undefined, undefined, undefined],
  ['gates', 'true', undefined],
  ['form', 'true', 'form'],
] as const)('is looked at as %s', (check, validate, bulkCheck) => {
  const { queryStringParameters, requestContext } = eventOf(submitter, [], check);
  expect([
    queryStringParameters?.['validate'],
    (requestContext.authorizer as { bulkCheck?: string }).bulkCheck,
  ]).toEqual([validate, bulkCheck]);
});

it('carries on the headers of a submission that hold for every call', () => {
  const headers = {
    'X-Actor': 'j.doe',
    'x-reason': 'ticket',
    source: 'crm',
    'x-trace-id': 't',
    prefer: 'handling=validate',
  };
  expect(carriedHeaders(gatewayEvent({ headers }))).toEqual({
    'x-actor': 'j.doe',
    'x-reason': 'ticket',
    source: 'crm',
    'x-trace-id': 't',
  });
  expect(carriedHeaders(gatewayEvent({ headers: { source: 'crm' } }))).toStrictEqual({ source: 'crm' });
});
