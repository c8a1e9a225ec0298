import { gatewayResponseProblems } from '../../../lib/constructs/gateway-responses';
import { createAuthorize } from '../../../tools/local/gateway/authorize';
import { callOf, type Call } from '../../../tools/local/gateway/proxy-event';
import type { IncomingMessage } from 'node:http';

const callWith = (authorization: string): Call =>
  callOf({ method: 'GET', rawHeaders: ['Authorization', authorization], socket: {} } as unknown as IncomingMessage, {
    ...{ stage: 'uat', mount: '/uat', path: '/v1/events', query: '' },
    match: { resource: { path: '/v1/events', methods: new Map() }, parameters: {} },
  });

const answered = (error: Error) => {
  const authorizer = () => Promise.reject(error);
  const authorize = createAuthorize({
    functions: { authorizer: () => Promise.resolve(authorizer) },
    region: 'us-east-1',
    ttlMs: 60_000,
  });
  return authorize(callWith('Bearer token'));
};

describe('the local gateway', () => {
  beforeEach(() => void jest.spyOn(console, 'error').mockImplementation());

  it('answers a call whose caller could not be looked up as the deployed one does', async () => {
    const slow = Object.assign(new Error('no answer within 1000 ms'), { name: 'TimeoutError' });
    await expect(answered(slow)).rejects.toMatchObject({ code: gatewayResponseProblems.AUTHORIZER_FAILURE });
  });

  it('answers a refused caller as the deployed one does', async () => {
    await expect(answered(new Error('Unauthorized'))).rejects.toMatchObject({
      code: gatewayResponseProblems.UNAUTHORIZED,
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
