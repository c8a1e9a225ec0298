import type { APIGatewayRequestAuthorizerEvent } from 'aws-lambda';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAuthorizer } from '#api/authorize';
import { answerBytes, mostAnswerBytes } from '#api/authorizer-answer';
import { scopes, type Scope } from '#domain/define-operation';
import type { Grant, GrantLookup } from '#api/grants';
import { createIssuerKeys } from '#api/issuer-keys';
import type { Restrictions } from '#domain/restriction';
import { verifyToken, type TokenFacts } from '#api/verify-token';
import { recordingLog } from '../../support/fakes';
import { audience, issuer, soundClaims, tokenIssuer } from '../../support/tokens';

const methodArn = 'arn:aws:execute-api:us-east-1:123456789012:api1/prod/POST/v1/mobility/lines/a/b';
const everything: Grant = { solutionProviders: ['A', 'B'], scopes: ['ordering:read', 'mobility:write'] };

const eventWith = (headers: Record<string, string> | null) =>
  ({ type: 'REQUEST', methodArn, headers }) as unknown as APIGatewayRequestAuthorizerEvent;

const bearer = eventWith({ Authorization: 'Bearer token-1' });

const setUp = (
  token: TokenFacts | Error = { clientId: 'client-a', scopes },
  grant: Grant | Error | undefined = everything,
  restricted: Restrictions | Error = {},
  contact?: string,
) => {
  const log = recordingLog();
  const asked: string[] = [];
  const grantOf: GrantLookup = (clientId) => {
    asked.push(clientId);
    return grant instanceof Error ? Promise.reject(grant) : Promise.resolve(grant);
  };
  const restrictions = () => (restricted instanceof Error ? Promise.reject(restricted) : Promise.resolve(restricted));
  const verify = (text: string) => {
    asked.push(text);
    return token instanceof Error ? Promise.reject(token) : Promise.resolve(token);
  };
  return {
    authorize: createAuthorizer({ verify, grantOf, log, restrictions, contact }),
    log,
    asked,
  };
};

const effectOf = async (answer: ReturnType<ReturnType<typeof createAuthorizer>>) =>
  (await answer).policyDocument.Statement.map((statement) => statement.Effect);

describe('a client with a grant', () => {
  const idsOf = (count: number, last = '') => [...Array.from({ length: count }, (_, at) => `A-${100_000 + at}`), last];
  const sizeOf = async (solutionProviders: string[]) =>
    Buffer.byteLength(JSON.stringify(await setUp(undefined, { ...everything, solutionProviders }).authorize(bearer)));

  test('may act for as many Solution Providers as API Gateway takes in an answer, to the byte: 877 with ids of eight characters', async () => {
    const room = mostAnswerBytes - (await sizeOf(idsOf(877, 'a')));
    const fitting = idsOf(877, 'a'.repeat(1 + room));
    expect(room).toBeLessThan('A-100877 '.length);
    expect(await sizeOf(fitting)).toBe(8_192);
    expect(answerBytes({ ...everything, solutionProviders: fitting })).toBeGreaterThanOrEqual(8_192);
    expect(await effectOf(setUp(undefined, { ...everything, solutionProviders: fitting }).authorize(bearer))).toEqual([
      'Allow',
    ]);
  });

  test('of more than that is refused, and the log says what to do', async () => {
    const { authorize, log } = setUp(undefined, { ...everything, solutionProviders: idsOf(880) });
    expect(await effectOf(authorize(bearer))).toEqual(['Deny']);
    expect(log.lines).toMatchObject([
      {
        message: 'caller-refused',
        facts: {
          clientId: 'client-a',
          failure: expect.stringMatching(/API Gateway takes 8192: grant some of them to another client$/),
        },
      },
    ]);
  });

  test('may call every route of the stage and of no other, for as long as the answer may be cached', async () => {
    const answer = await setUp().authorize(bearer);
    expect(answer.policyDocument.Statement).toEqual([
      {
        Action: 'execute-api:Invoke',
        Effect: 'Allow',
        Resource: 'arn:aws:execute-api:us-east-1:123456789012:api1/prod/*',
      },
    ]);
    expect(answer.principalId).toBe('client-a');
  });

  test('is told to the operations with what it may do', async () => {
    expect((await setUp().authorize(bearer)).context).toEqual({
      clientId: 'client-a',
      solutionProviders: 'A B',
      scopes: 'ordering:read mobility:write',
    });
  });

  test('is told to the operations with those of its Solution Providers that are restricted, and whom to ask', async () => {
    const { authorize } = setUp(
      undefined,
      { ...everything, solutionProviders: ['A', 'B', 'C'] },
      { A: 'disabled', B: 'read-only', Z: 'disabled' },
      'ops@example.com',
    );
    expect((await authorize(bearer)).context).toMatchObject({
      ...{ solutionProviders: 'C', disabled: 'A', readOnly: 'B', contact: 'ops@example.com' },
    });
  });

  test('has room for all of them to be restricted, whoever is to be asked', async () => {
    const solutionProviders = idsOf(700, 'a');
    const all = Object.fromEntries(solutionProviders.map((id, at) => [id, at % 2 ? 'disabled' : 'read-only'] as const));
    const { authorize } = setUp(undefined, { ...everything, solutionProviders }, all, 'x'.repeat(100));
    const answer = Buffer.byteLength(JSON.stringify(await authorize(bearer)));
    expect(answer).toBeLessThanOrEqual(answerBytes({ ...everything, solutionProviders }));
  });

  test.each<[string, Scope[], string]>([
    ['one of the grant: only that', ['mobility:write'], 'mobility:write'],
    ['one more than the grant: the grant holds', ['ordering:read', 'ordering:write'], 'ordering:read'],
  ])('may use a token that was issued for scopes, %s', async (_, scopes, expected) => {
    const { authorize } = setUp({ clientId: 'client-a', scopes });
    expect((await authorize(bearer)).context).toMatchObject({ scopes: expected });
  });

  test.each(['bearer token-1', 'BEARER   token-1', ' Bearer token-1 '])('may write its header as %j', async (value) => {
    const { authorize, asked } = setUp();
    await authorize(eventWith({ AUTHORIZATION: value }));
    expect(asked[0]).toBe('token-1');
  });
});

describe('a client is denied, and the operations are told nothing of it', () => {
  test.each<[string, Grant | undefined, readonly Scope[]]>([
    ['that nobody granted anything', undefined, scopes],
    ['without a Solution Provider', { ...everything, solutionProviders: [] }, scopes],
    ['without a scope', { ...everything, scopes: [] }, scopes],
    ['whose token has no scope of the gateway', everything, []],
    ['whose token is for other scopes than its grant', everything, ['mobility:read']],
  ])('%s', async (_, grant, scopes) => {
    const log = recordingLog();
    const authorize = createAuthorizer({
      verify: () => Promise.resolve({ clientId: 'client-z', scopes }),
      grantOf: () => Promise.resolve(grant),
      restrictions: () => Promise.resolve({}),
      log,
    });
    const answer = await authorize(bearer);
    expect(await effectOf(Promise.resolve(answer))).toEqual(['Deny']);
    expect(answer.context).toEqual({});
    expect(log.lines).toMatchObject([{ message: 'caller-refused', facts: { clientId: 'client-z' } }]);
  });
});

it('nobody is let past while it cannot be read who is restricted', async () => {
  await expect(setUp(undefined, everything, new Error('no table')).authorize(bearer)).rejects.toThrow('no table');
});

describe('a caller is asked for a token (401)', () => {
  test.each<[string, Record<string, string> | null]>([
    ['no headers', null],
    ['no header', {}],
    ['an empty one', { authorization: '' }],
    ['Basic', { authorization: 'Basic dXNlcjpwYXNz' }],
    ['no token', { authorization: 'Bearer ' }],
    ['two tokens', { authorization: 'Bearer a b' }],
    ['a token with a quote', { authorization: 'Bearer a"b' }],
    ['the bare token', { authorization: 'token-1' }],
  ])('with %s', async (_, headers) => {
    const { authorize, asked } = setUp();
    await expect(authorize(eventWith(headers))).rejects.toThrow(/^Unauthorized$/);
    expect(asked).toEqual([]);
  });

  test('with one that is not sound, of which nothing is logged', async () => {
    const { authorize, log, asked } = setUp(new Error('canary-4711'));
    await expect(authorize(bearer)).rejects.toThrow(/^Unauthorized$/);
    expect(asked).toEqual(['token-1']);
    expect(JSON.stringify(log.lines)).not.toMatch(/4711|token-1/);
  });
});

describe('an outage is not the caller’s fault', () => {
  test('when the grants cannot be read', async () => {
    await expect(setUp(undefined, new Error('throttled')).authorize(bearer)).rejects.toThrow('throttled');
  });

  const authorizerOver = (jwksUri: string) =>
    createAuthorizer({
      verify: (token) =>
        verifyToken(token, createIssuerKeys(new URL(jwksUri), Date.now, 300), { issuer, audience }, new Date()),
      grantOf: () => Promise.resolve(everything),
      restrictions: () => Promise.resolve({}),
      log: recordingLog(),
    });

  test('and none when the issuer’s keys are there', async () => {
    const tokens = await tokenIssuer(['ES256']);
    const server = createServer((_request, response) => response.end(JSON.stringify(tokens.jwks)));
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    const uri = `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks.json`;
    const authorization = `Bearer ${await tokens.sign(soundClaims(new Date()), 'ES256')}`;
    const allowed = await authorizerOver(uri)(eventWith({ authorization }));
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    expect(allowed.principalId).toBe('client-a');
  });

  test.each<[string, number, string]>([
    ['fail', 500, ''],
    ['are no JSON', 200, '<html>'],
    ['have another shape', 200, '{"keys":1}'],
    ['never come', 0, ''],
  ])('when the issuer’s keys %s', async (_, status, body) => {
    const server = createServer((_request, response) => {
      if (status > 0) response.writeHead(status).end(body);
    });
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    const uri = `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks.json`;
    const token = await (await tokenIssuer(['ES256'])).sign(soundClaims(new Date()), 'ES256');
    const error: unknown = await authorizerOver(uri)(eventWith({ authorization: `Bearer ${token}` })).catch(
      (reason: unknown) => reason,
    );
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    expect(error).toBeInstanceOf(Error);
    expect((error as Error).message).not.toBe('Unauthorized');
  });

  test('when nobody answers for the issuer, and a bad token stays one', async () => {
    const authorize = authorizerOver('http://127.0.0.1:1/jwks.json');
    const token = await (await tokenIssuer(['ES256'])).sign(soundClaims(new Date()), 'ES256');
    await expect(authorize(eventWith({ authorization: `Bearer ${token}` }))).rejects.not.toThrow(/^Unauthorized$/);
    await expect(authorize(eventWith({ authorization: 'Bearer nonsense' }))).rejects.toThrow(/^Unauthorized$/);
  });
});
