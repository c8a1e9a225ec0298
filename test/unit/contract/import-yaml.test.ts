import '../../support/function-environment';
import { proposalFrom } from '../../../tools/contract/import/import-statement';
import { base, faultText, named, orderText, takenText, written } from '../../support/contract-documents';

const portIn = named('request-port-in');

const indented = (text: string, by: number): string => ' '.repeat(by) + text;

const openApiYaml = `openapi: 3.0.3
servers: [{ url: ${base} }]
components:
  securitySchemes:
    id: { type: apiKey, in: header, name: X-App-Id }
    key: { type: apiKey, in: header, name: X-App-Key }
paths:
  /lnp/v7/orders:
    post:
      requestBody:
        content:
          application/json:
            example: ${orderText}
      responses:
        '200':
          content:
            application/json:
              examples:
                taken: { value: ${takenText} }
                fault: { value: ${faultText} }
`;

const raml = `#%RAML 1.0
title: Tincan
version: v7
baseUri: ${base}/lnp/{version}
traits:
  keys:
    headers: { X-App-Id: string, X-App-Key: string }
types:
  Order:
    properties: { ctn: string, desiredDue?: string }
/orders:
  post:
    displayName: Port order
    is: [keys]
    body:
      application/json:
        properties:
          order: Order
          losingCarrier?:
            properties: { acct: string, passcode: string }
        example: |
${indented(orderText, 10)}
    responses:
      200:
        body:
          application/json:
            examples:
              taken: |
${indented(takenText, 16)}
              fault:
                value: ${faultText}
  /{orderNo}:
    get:
      responses: {}
`;

it.each([
  ['OpenAPI in YAML', openApiYaml, {}, base, '/lnp/v7/orders'],
  ['RAML', raml, { at: 'POST /orders' }, `${base}/lnp/v7`, '/orders'],
])('a port-in is proposed from %s, its numbers with all their digits', (_, content, options, baseUrl, path) => {
  const meanings = { ...options, done: ['200 taken'], refused: ['200 fault'] };
  const { statement } = proposalFrom(written(content, 'reference.yaml'), portIn, meanings);
  expect(statement).toMatchObject({
    ...{ baseUrl, path, credentialHeaders: { clientId: 'X-App-Id', clientSecret: 'X-App-Key' } },
    request: { members: { '/subscriberNumber': '/order/ctn', '/requestedStartDate': '/order/desiredDue' } },
    answer: { members: { '/id': '/order/orderNo' }, done: [{ '/result': ['OK'] }], refused: [{ '/Fault': true }] },
  });
  const text = JSON.stringify(statement);
  expect(text).toContain('"orderNo":770000010000000020');
  expect(text).not.toMatch(/900012345|482913/);
});

it('a type of RAML is a schema: what it names, what is optional, what it has of another', () => {
  const { statement } = proposalFrom(written(raml, 'api.raml'), portIn, { at: 'POST /orders' });
  expect(statement['request']).toMatchObject({
    schema: {
      type: 'object',
      required: ['order'],
      properties: {
        order: { type: 'object', required: ['ctn'], properties: { ctn: { type: 'string' } } },
        losingCarrier: { required: ['acct', 'passcode'] },
      },
    },
  });
});
