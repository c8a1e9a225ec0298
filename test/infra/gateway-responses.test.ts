import { ResponseType } from 'aws-cdk-lib/aws-apigateway';
import * as z from 'zod';
import { problemTypes, problemTypeUri, type ProblemCode } from '#domain/problems/problems';
import { gatewayResponseProblems } from '../../lib/constructs/gateway-responses';
import { readable, resourcesOf, routes, synthesize } from './synthesized';

const problem = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  retryable: z.boolean(),
  hint: z.string(),
  requestId: z.string(),
});

const isProblemCode = (code: string): code is ProblemCode => code in problemTypes;

const expectProblem = (body: string, status: unknown) => {
  const document = problem.parse(JSON.parse(body));
  if (!isProblemCode(document.code)) throw new Error(`${document.code} is not in the closed table`);
  expect(document).toMatchObject({
    type: problemTypeUri(document.code),
    ...problemTypes[document.code],
    requestId: '$context.requestId',
  });
  expect(String(status)).toBe(String(document.status));
  return document.code;
};

const gatewayResponse = z.object({
  ResponseType: z.string(),
  StatusCode: z.string(),
  ResponseParameters: z.record(z.string(), z.string()),
  ResponseTemplates: z.strictObject({ 'application/json': z.string() }),
});

describe('answers of API Gateway itself', () => {
  const { api } = synthesize();
  const responses = new Map(
    resourcesOf(api, 'AWS::ApiGateway::GatewayResponse').map(({ Properties }) => {
      const response = gatewayResponse.parse(Properties);
      return [response.ResponseType, response];
    }),
  );

  it('covers every kind there is', () => {
    const kinds = Object.values(ResponseType).filter((value) => value instanceof ResponseType);
    expect([...responses.keys()].sort()).toEqual(kinds.map(({ responseType }) => responseType).sort());
  });

  it.each(Object.entries(gatewayResponseProblems))('answers %s with the problem `%s`', (type, code) => {
    const { StatusCode, ResponseParameters, ResponseTemplates } = responses.get(type)!;
    expect(expectProblem(ResponseTemplates['application/json'], StatusCode)).toBe(code);
    expect(ResponseParameters).toMatchObject({
      'gatewayresponse.header.Content-Type': "'application/problem+json'",
      'gatewayresponse.header.Cache-Control': "'no-store'",
    });
  });

  it.each([
    ['MISSING_AUTHENTICATION_TOKEN', '404'],
    ['UNAUTHORIZED', '401'],
    ['ACCESS_DENIED', '403'],
    ['REQUEST_TOO_LARGE', '413'],
    ['THROTTLED', '429'],
    ['INTEGRATION_TIMEOUT', '504'],
    ['AUTHORIZER_FAILURE', '500'],
  ])('gives %s the status %s', (type, status) => {
    expect(responses.get(type)?.StatusCode).toBe(status);
  });

  it('says how to log in and when to come back', () => {
    expect(responses.get('UNAUTHORIZED')?.ResponseParameters).toMatchObject({
      'gatewayresponse.header.WWW-Authenticate': "'Bearer'",
    });
    expect(responses.get('THROTTLED')?.ResponseParameters['gatewayresponse.header.Retry-After']).toMatch(/^'\d+'$/);
  });

  const otherMethods = resourcesOf(api, 'AWS::ApiGateway::Method').filter(
    ({ Properties }) => Properties['HttpMethod'] === 'ANY',
  );
  const mock = z.object({
    Integration: z.looseObject({
      Type: z.literal('MOCK'),
      PassthroughBehavior: z.literal('NEVER'),
      RequestTemplates: z.strictObject({ 'application/json': z.literal('{"statusCode":405}') }),
      IntegrationResponses: z.tuple([
        z.looseObject({
          StatusCode: z.literal('405'),
          ResponseParameters: z.record(z.string(), z.string()),
          ResponseTemplates: z.strictObject({ 'application/json': z.string() }),
        }),
      ]),
    }),
  });

  it('answers other methods of every route with 405 and the methods it takes', () => {
    const methods = new Map<string, string[]>();
    for (const { path, method } of routes) methods.set(path, [...(methods.get(path) ?? []), method]);
    const allowed = otherMethods.map(({ Properties }) => {
      const [answer] = mock.parse(Properties).Integration.IntegrationResponses;
      expect(expectProblem(answer.ResponseTemplates['application/json'], answer.StatusCode)).toBe('method-not-allowed');
      expect(answer.ResponseParameters['method.response.header.Content-Type']).toBe("'application/problem+json'");
      return readable(answer.ResponseParameters['method.response.header.Allow']);
    });
    expect(allowed.sort()).toEqual([...methods.values()].map((here) => `'${here.sort().join(', ')}'`).sort());
  });
});
