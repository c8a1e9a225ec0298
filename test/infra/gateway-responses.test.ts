import { ResponseType } from 'aws-cdk-lib/aws-apigateway';
import * as z from 'zod';
import { problemTypes, problemTypeUri, type ProblemCode } from '#domain/problems/problems';
import { apiBody } from '../../lib/constructs/api-body';
import { gatewayResponseProblems, staticProblem } from '../../lib/constructs/gateway-responses';

const problem = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  retryable: z.boolean(),
  hint: z.string(),
  callId: z.string(),
});

const isProblemCode = (code: string): code is ProblemCode => code in problemTypes;

const expectProblem = (body: string, status: unknown) => {
  const document = problem.parse(JSON.parse(body));
  if (!isProblemCode(document.code)) throw new Error(`${document.code} is not in the closed table`);
  expect(document).toMatchObject({
    type: problemTypeUri(document.code),
    ...problemTypes[document.code],
    callId: '$context.requestId',
  });
  expect(String(status)).toBe(String(document.status));
  return document.code;
};

const route = (method: 'GET' | 'PUT', path: `/v1/${string}`) => ({
  route: { id: `${method}-of-${path}`, method, path },
  invocation: { uri: 'arn:function', credentials: 'arn:role' },
});

const body = apiBody({
  title: 'gateway',
  description: 'A gateway',
  authorizer: { uri: 'arn:authorizer', credentials: 'arn:role', answerLifetimeSeconds: 0 },
  routes: [route('PUT', '/v1/lines/{number}'), route('GET', '/v1/lines/{number}'), route('GET', '/v1/events')],
});

describe('an answer without a function', () => {
  it('is ASCII and says the same', () => {
    const { body: text } = staticProblem('not-applied', 'id');
    expect(text).toMatch(/^[ -~]*$/);
    expect(JSON.parse(text)).toMatchObject(problemTypes['not-applied']);
  });
});

describe('answers of API Gateway itself', () => {
  const responses = new Map(Object.entries(body['x-amazon-apigateway-gateway-responses']));

  it('covers every kind there is', () => {
    const kinds = Object.values(ResponseType).filter((value) => value instanceof ResponseType);
    expect([...responses.keys()].sort()).toEqual(kinds.map(({ responseType }) => responseType).sort());
  });

  it.each(Object.entries(gatewayResponseProblems))('answers %s with the problem `%s`', (type, code) => {
    const { statusCode, responseParameters, responseTemplates } = responses.get(type)!;
    expect(expectProblem(responseTemplates['application/json']!, statusCode)).toBe(code);
    expect(responseParameters).toMatchObject({
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
    ['AUTHORIZER_FAILURE', '503'],
  ])('gives %s the status %s', (type, status) => {
    expect(responses.get(type)?.statusCode).toBe(status);
  });

  it.each(['INVALID_SIGNATURE', 'EXPIRED_TOKEN', 'MISSING_AUTHENTICATION_TOKEN'])(
    'never sends a caller for another token for %s: a signature is looked for where there is no route',
    (kind) => {
      expect(expectProblem(responses.get(kind)!.responseTemplates['application/json']!, 404)).toBe('route-not-found');
    },
  );

  it('says how to log in', () => {
    expect(responses.get('UNAUTHORIZED')?.responseParameters).toMatchObject({
      'gatewayresponse.header.WWW-Authenticate': "'Bearer'",
    });
  });

  it.each(Object.entries(gatewayResponseProblems))(
    'says with %s when to come back where its hint says so',
    (type, code) => {
      const retryAfter = responses.get(type)!.responseParameters['gatewayresponse.header.Retry-After'];
      if (problemTypes[code].hint.includes('`Retry-After`')) expect(retryAfter).toMatch(/^'\d+'$/);
      else expect(retryAfter).toBeUndefined();
    },
  );

  const mockOf = (path: string) => {
    const operation = body.paths[path]!['x-amazon-apigateway-any-method']!;
    const integration = operation['x-amazon-apigateway-integration'];
    if (integration.type !== 'mock') throw new Error(`${path} is answered by a function.`);
    return { ...operation, ...integration, ...integration.responses.default };
  };

  it('answers other methods of every route with 405 and the methods it takes, behind the authorizer', () => {
    const allowed = ['/v1/events', '/v1/lines/{number}'].map((path) => {
      const { statusCode, responseParameters, responseTemplates, security } = mockOf(path);
      expect(expectProblem(responseTemplates['application/json']!, statusCode)).toBe('method-not-allowed');
      expect(responseParameters['method.response.header.Content-Type']).toBe("'application/problem+json'");
      expect(security).toEqual([{ RequestAuthorizer: [] }]);
      return responseParameters['method.response.header.Allow'];
    });
    expect(allowed).toEqual(["'GET, HEAD'", "'GET, HEAD, PUT'"]);
  });

  it('answers every path there is not, and the root, with 404, also to those who do not say who they are', () => {
    for (const path of ['/', '/{proxy+}']) {
      const { statusCode, responseParameters, responseTemplates, security } = mockOf(path);
      expect(expectProblem(responseTemplates['application/json']!, statusCode)).toBe('route-not-found');
      expect(responseParameters['method.response.header.Content-Type']).toBe("'application/problem+json'");
      expect(security).toBeUndefined();
    }
  });

  it.each(['application/json', 'text/csv', 'application/x-www-form-urlencoded'])(
    'looks at no body of %s for that',
    (contentType) => {
      for (const path of ['/', '/{proxy+}', '/v1/events']) {
        const { requestTemplates, passthroughBehavior, statusCode } = mockOf(path);
        expect(passthroughBehavior).toBe('never');
        expect(requestTemplates[contentType]).toBe(`{"statusCode":${statusCode}}`);
      }
    },
  );

  it('declares what it answers, or API Gateway would leave the headers out', () => {
    for (const path of ['/', '/{proxy+}', '/v1/events']) {
      const { statusCode, responseParameters, responses: declared } = mockOf(path);
      expect(Object.keys(body.paths[path]!['x-amazon-apigateway-any-method']!.responses)).toEqual([statusCode]);
      expect(Object.keys(declared)).toEqual(['default']);
      const headers = body.paths[path]!['x-amazon-apigateway-any-method']!.responses[statusCode]!.headers!;
      expect(Object.keys(headers).map((name) => `method.response.header.${name}`)).toEqual(
        Object.keys(responseParameters),
      );
    }
  });
});
