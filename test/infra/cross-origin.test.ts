import { request as httpRequest, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Method } from '#domain/define-operation';
import { Problem } from '#domain/problems/problems';
import { crossOriginSchema, type CrossOriginSetting } from '../../lib/config/cross-origin';
import { apiBody, type ApiBody } from '../../lib/constructs/api-body';
import { createGateway } from '../../tools/local/gateway/server';
import { createRouter } from '../../tools/local/gateway/router';
import { servedRoutes } from '../../tools/local/gateway/served-routes';
import { close, listen } from '../../tools/loopback/listen';
import { answerOfMock, type Answered } from './answer-of-mock';
import { routes } from './synthesized';

const page = 'https://backoffice.example.com';
const local = 'http://localhost:5173';
const stranger = 'http://localhost:9999';
const one = crossOriginSchema.parse({ origins: [page] });
const several = crossOriginSchema.parse({ origins: [page, local], answersOfApiGateway: 'any-origin' });

const greatest = crossOriginSchema.parse({
  origins: [1, 2, 3, 4, 5].map((at) => `https://${'x'.repeat(62)}.${at}.example`),
  answersOfApiGateway: 'any-origin',
});

const invocation = { uri: 'arn:of:a-function', credentials: 'arn:of:invoking-role' };
const bodyWith = (crossOrigin?: CrossOriginSetting): ApiBody =>
  apiBody({
    title: 'gateway',
    description: 'A gateway',
    authorizer: { ...invocation, answerLifetimeSeconds: 0 },
    routes: routes.map((route) => ({ route, invocation })),
    crossOrigin,
  });
const [usual, withOne, withSeveral] = [bodyWith(), bodyWith(one), bodyWith(several)];

const templates = [...new Set(routes.map(({ path }) => path))];
const pathOf = (template: string): string => template.replaceAll(/\{\w+\}/g, 'a-value');
const methodsOf = (template: string): Method[] =>
  routes.filter(({ path }) => path === template).map(({ method }) => method);

/** What a browser can be told that it may send to a path. */
const taken = (template: string): string => {
  const methods = methodsOf(template);
  return [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].sort().join(', ');
};

describe('the document of an API that pages may call', () => {
  const entries = (body: ApiBody) =>
    Object.entries(body.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
    );

  it('is as before without the setting: no `OPTIONS`, and no word of origins', () => {
    expect(entries(usual).filter(({ method }) => method === 'options')).toEqual([]);
    expect(JSON.stringify(usual)).not.toMatch(/access-control|origin|vary/i);
  });

  it('has `OPTIONS` where there are routes and nowhere else, for callers without a token', () => {
    const asked = entries(withSeveral).filter(({ method }) => method === 'options');
    expect(asked.map(({ path }) => path).sort()).toEqual(templates.toSorted());
    for (const { operation } of asked) expect(operation).not.toHaveProperty('security');
  });

  it('changes nothing else: what calls functions, and what is behind the authorizer', () => {
    const functionsOf = (body: ApiBody) =>
      entries(body).filter(({ operation }) => operation['x-amazon-apigateway-integration'].type === 'aws_proxy');
    expect(functionsOf(withSeveral)).toEqual(functionsOf(usual));
    const guarded = (body: ApiBody) =>
      entries(body).flatMap(({ path, method, operation }) => (operation.security ? [`${method} ${path}`] : []));
    expect(guarded(withSeveral)).toEqual(guarded(usual));
  });

  it('is ASCII, below 1 MB and within the 300 resources of an API, with as many origins as may be, of the greatest length, as well', () => {
    const most = bodyWith(greatest);
    for (const body of [withOne, withSeveral, most]) {
      expect(JSON.stringify(body)).toMatch(/^[\0-\x7f]*$/);
      expect(JSON.stringify(body).length).toBeLessThan(1_000_000);
      expect(Object.keys(body.paths)).toEqual(Object.keys(usual.paths));
    }
  });
});

/** A local gateway with those pages, whose functions answer nothing and whose authorizer knows two tokens. */
const gatewayWith = async (crossOrigin: CrossOriginSetting | undefined) => {
  let asked = 0;
  const { server } = createGateway({
    ...{ stage: 'uat', mount: '', crossOrigin, router: createRouter(servedRoutes) },
    authorize: ({ headers: { authorization } }) => {
      asked += 1;
      if (authorization === 'Bearer good')
        return Promise.resolve(
          Object.assign({} as Record<string, string>, { principalId: 'a', integrationLatency: 0 }),
        );
      throw new Problem(authorization === undefined ? 'unauthorized' : 'forbidden');
    },
    functions: { of: () => Promise.reject(new Error('made up')) },
    referencePage: () => false,
    room: () => Promise.resolve(),
  });
  const port = await listen(server, 0);
  return { server, port, asked: () => asked };
};

const notCompared = ['connection', 'content-length', 'date', 'keep-alive', 'x-amzn-requestid', 'transfer-encoding'];

const asked = async (
  port: number,
  method: string,
  path: string,
  headers: Record<string, string>,
): Promise<Answered> => {
  const { promise, resolve, reject } = Promise.withResolvers<Answered>();
  httpRequest({ port, host: '127.0.0.1', method, path, headers: { host: 'localhost', ...headers } }, (answer) => {
    const callId = String(answer.headers['x-amzn-requestid']);
    const own = Object.entries(answer.headers).filter(([name]) => !notCompared.includes(name));
    const parts = { status: answer.statusCode ?? 0, headers: Object.fromEntries(own) as Record<string, string> };
    text(answer).then((body) => resolve({ ...parts, body: body.replace(callId, '$context.requestId') }), reject);
  })
    .on('error', reject)
    .end();
  return promise;
};

const origins = { 'a listed page': local, 'another page': stranger, 'no page': undefined };

describe('what API Gateway makes of the document, and the local runtime, of pages’ calls', () => {
  const gateways = new Map<ApiBody, { server: Server; port: number; asked: () => number }>();
  beforeAll(async () => {
    gateways.set(withSeveral, await gatewayWith(several)).set(withOne, await gatewayWith(one));
    gateways.set(usual, await gatewayWith(undefined));
  });
  afterAll(() => Promise.all([...gateways.values()].map(({ server }) => close(server))));
  const portOf = (body: ApiBody): number => gateways.get(body)!.port;

  it.each(Object.entries(origins))('is the same before the call of %s to every path', async (_, origin) => {
    for (const template of templates) {
      const path = pathOf(template);
      const answer = await asked(portOf(withSeveral), 'OPTIONS', path, { ...(origin && { Origin: origin }) });
      expect(answer).toEqual({
        status: 204,
        body: '',
        headers: {
          vary: 'Origin',
          allow: taken(template),
          'access-control-allow-methods': taken(template),
          'access-control-allow-headers': expect.stringMatching(/\bauthorization, .*\bidempotency-key, /),
          'access-control-max-age': '7200',
          ...(origin === local && { 'access-control-allow-origin': local }),
        },
      });
      for (const name of ['Origin', 'origin'])
        expect(
          answerOfMock(withSeveral, { method: 'OPTIONS', path, headers: origin ? { [name]: origin } : {} }),
        ).toEqual(answer);
    }
  });

  it('asks the authorizer of no preflight', async () => {
    const { port, asked: askedOf } = gateways.get(withSeveral)!;
    const before = askedOf();
    for (const template of templates) await asked(port, 'OPTIONS', pathOf(template), { Origin: local });
    expect(askedOf()).toBe(before);
  });

  it.each([
    ['GET', '/v1/nothing', 404],
    ['OPTIONS', '/v1/nothing', 404],
    ['TRACE', '/v1/events', 405],
    ['DELETE', '/v1/events', 405],
  ] as const)('is the same for %s %s, whoever asks: %d', async (method, path, status) => {
    for (const [body, allowed] of [
      [withOne, page],
      [withSeveral, '*'],
    ] as const)
      for (const origin of Object.values(origins)) {
        const sent = { authorization: 'Bearer good', ...(origin && { Origin: origin }) };
        const answer = await asked(portOf(body), method, path, sent);
        expect(answer).toMatchObject({
          status,
          headers: { vary: 'Origin', 'access-control-allow-origin': allowed },
        });
        expect(answer.headers['access-control-expose-headers']).toBe(status === 405 ? 'allow' : undefined);
        expect(answerOfMock(body, { method, path, headers: sent })).toEqual(answer);
      }
  });

  it('tells whoever asks for `OPTIONS` with the methods of a 405, where pages may call', async () => {
    const { headers } = await asked(portOf(withOne), 'DELETE', '/v1/events', { authorization: 'Bearer good' });
    expect(headers['allow']).toBe('GET, HEAD, OPTIONS');
  });

  it.each([
    ['401', 'GET', {}, 'UNAUTHORIZED', 401],
    ['403', 'GET', { authorization: 'Bearer bad' }, 'ACCESS_DENIED', 403],
    ['500', 'GET', { authorization: 'Bearer good' }, 'INTEGRATION_FAILURE', 500],
    [
      '404 to unusual types',
      'PUT',
      { authorization: 'Bearer good', 'content-type': 'model/x3d' },
      'UNSUPPORTED_MEDIA_TYPE',
      404,
    ],
  ])('is the same for a %s of API Gateway’s own', async (_, method, sent, kind, status) => {
    const silent = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    for (const [body, allowed] of [
      [withOne, page],
      [withSeveral, '*'],
      [usual, undefined],
    ] as const) {
      const answer = await asked(portOf(body), method, '/v1/events', { Origin: local, ...sent });
      const { statusCode, responseParameters, responseTemplates } =
        body['x-amazon-apigateway-gateway-responses'][kind]!;
      const headers = Object.fromEntries(
        Object.entries(responseParameters).map(([name, value]) => [
          name.replace('gatewayresponse.header.', '').toLowerCase(),
          value.slice(1, -1),
        ]),
      );
      expect(answer).toEqual({ status: Number(statusCode), headers, body: responseTemplates['application/json'] });
      expect(answer.status).toBe(status);
      expect(answer.headers['access-control-allow-origin']).toBe(allowed);
      expect(answer.headers['vary']).toBe(allowed === undefined ? undefined : 'Origin');
    }
    silent.mockRestore();
  });

  it('is what it was where no page may call: `OPTIONS` is a method like others', async () => {
    const sent = { Origin: local, authorization: 'Bearer good' };
    const answer = await asked(portOf(usual), 'OPTIONS', '/v1/events', sent);
    expect(answer).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } });
    expect(answerOfMock(usual, { method: 'OPTIONS', path: '/v1/events', headers: sent })).toEqual(answer);
    expect((await asked(portOf(usual), 'OPTIONS', '/v1/events', { Origin: local })).status).toBe(401);
  });

  it('has every answer of API Gateway’s own say it', () => {
    for (const [body, allowed] of [
      [withOne, `'${page}'`],
      [withSeveral, "'*'"],
    ] as const)
      for (const { responseParameters } of Object.values(body['x-amazon-apigateway-gateway-responses']))
        expect(responseParameters).toMatchObject({
          'gatewayresponse.header.access-control-allow-origin': allowed,
          'gatewayresponse.header.vary': "'Origin'",
        });
  });
});
