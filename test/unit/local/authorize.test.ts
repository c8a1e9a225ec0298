import { gatewayResponseProblems } from '../../../lib/constructs/gateway-responses';
import { createAuthorize } from '../../../tools/local/gateway/authorize';
import { callOf, type Call } from '../../../tools/local/gateway/proxy-event';
import type { IncomingMessage } from 'node:http';

const callWith = (authorization: string): Call =>
  callOf({ method: 'GET', rawHeaders: ['Authorization', authorization], socket: {} } as unknown as IncomingMessage, {
    ...{ stage: 'uat', mount: '/uat', path: '/v1/events', query: '' },
    match: { resource: { path: '/v1/events', methods: new Map() }, parameters: {} },
  });

const answered = (answer: () => Promise<unknown>) => {
  const authorize = createAuthorize({
    functions: { authorizer: () => Promise.resolve(answer as never) },
    region: 'us-east-1',
    ttlMs: 60_000,
  });
  return authorize(callWith('Bearer token'));
};

const failed = (error: Error) => answered(() => Promise.reject(error));

const arn = 'arn:aws:execute-api:us-east-1:000000000000:local/uat/GET/v1/events';

const policyOf = (...Statement: object[]) => ({
  ...{ principalId: 'client-a', context: {} },
  policyDocument: { Version: '2012-10-17', Statement },
});

const allow = { Action: 'execute-api:Invoke', Effect: 'Allow', Resource: arn };

describe('the local gateway', () => {
  beforeEach(() => void jest.spyOn(console, 'error').mockImplementation());

  it('answers a call whose caller could not be looked up as the deployed one does', async () => {
    const slow = Object.assign(new Error('no answer within 1000 ms'), { name: 'TimeoutError' });
    await expect(failed(slow)).rejects.toMatchObject({ code: gatewayResponseProblems.AUTHORIZER_FAILURE });
  });

  it('answers a refused caller as the deployed one does', async () => {
    await expect(failed(new Error('Unauthorized'))).rejects.toMatchObject({
      code: gatewayResponseProblems.UNAUTHORIZED,
    });
  });

  it.each([
    ['nothing', undefined],
    ['no policy', { principalId: 'client-a' }],
    ['nobody', { ...policyOf(allow), principalId: undefined }],
    ['no statements', { ...policyOf(allow), policyDocument: { Version: '2012-10-17' } }],
    ['a statement that is none', policyOf(allow, { ...allow, Effect: 'Perhaps' })],
    ['a statement about nothing', policyOf({ ...allow, Resource: undefined })],
    ['a statement about no text', policyOf({ ...allow, Resource: [arn, 1] })],
    ['a list in its context', { ...policyOf(allow), context: { scopes: ['a'] } }],
    ['a list as its context', { ...policyOf(allow), context: ['a'] }],
  ])('answers as the deployed one does where the authorizer has answered %s', async (_, answer) => {
    await expect(answered(() => Promise.resolve(answer))).rejects.toMatchObject({
      code: gatewayResponseProblems.AUTHORIZER_FAILURE,
    });
  });

  it.each([
    ['allows the method', [allow], true],
    ['allows a method of several', [{ ...allow, Resource: ['arn:other', arn] }], true],
    ['allows every method', [{ ...allow, Resource: 'arn:aws:execute-api:us-east-1:000000000000:local/*' }], true],
    ['allows another method', [{ ...allow, Resource: `${arn}/x` }], false],
    ['allows and denies it', [allow, { ...allow, Effect: 'Deny' }], false],
    ['says nothing', [], false],
  ])('carries out a policy that %s', async (_, statements, isAllowed) => {
    const call = answered(() => Promise.resolve(policyOf(...statements)));
    if (isAllowed) await expect(call).resolves.toMatchObject({ principalId: 'client-a' });
    else await expect(call).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('hands every value of the context on as a string', async () => {
    const context = { standing: 1, isTrusted: true, scopes: 'a b' };
    const handedOn = await answered(() => Promise.resolve({ ...policyOf(allow), context }));
    expect(handedOn).toEqual({
      ...{ standing: '1', isTrusted: 'true', scopes: 'a b' },
      ...{ principalId: 'client-a', integrationLatency: 0 },
    });
  });

  it.each([
    ['about each call, where its answers are of one call', 0, ['1', '2']],
    ['once for a token, for as long as its answers hold', 45_000, ['1', '1']],
  ])('asks the authorizer %s', async (_, ttlMs, standings) => {
    let asked = 0;
    const authorizer = ({ methodArn }: { methodArn: string }) => {
      asked += 1;
      const Statement = [{ Action: 'execute-api:Invoke', Effect: 'Allow', Resource: methodArn }];
      return Promise.resolve({
        principalId: 'client-a',
        policyDocument: { Version: '2012-10-17', Statement },
        context: { standing: String(asked) },
      } as const);
    };
    const functions = { authorizer: () => Promise.resolve(authorizer as never) };
    const authorize = createAuthorize({ functions, region: 'us-east-1', ttlMs });
    const answers = [await authorize(callWith('Bearer token')), await authorize(callWith('Bearer token'))];
    expect(answers.map(({ standing }) => standing)).toEqual(standings);
  });
});
