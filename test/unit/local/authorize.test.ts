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
});
