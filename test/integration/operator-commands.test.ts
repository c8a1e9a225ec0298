import { setTimeout as sleep } from 'node:timers/promises';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { pushesCommand } from '../../tools/operator/pushes';
import { requestsCommand } from '../../tools/operator/requests';
import { startLocalGateway, type LocalGateway } from '../support/local-gateway';
import { tenants } from '../support/stated-deployment';
import { portOrderOf } from '../support/tincan';

jest.setTimeout(120_000);

const provider = 'A-06399x';
/** `npm start` for a tenant that lets AT&T push, and an operator with what it prints for him. */
describe('the local runtime of a tenant whose AT&T pushes', () => {
  let gateway: LocalGateway;
  beforeAll(async () => {
    gateway = await startLocalGateway({ args: ['--tenant', 'tincan', '--tenants', tenants] });
  });
  afterAll(() => gateway.remove());

  const lambdaIn = (region: string) => {
    const { AWS_ENDPOINT_URL_LAMBDA: endpoint = '', ...keys } = gateway.operator;
    const [accessKeyId = '', secretAccessKey = ''] = [keys['AWS_ACCESS_KEY_ID'], keys['AWS_SECRET_ACCESS_KEY']];
    return new LambdaClient({ region, endpoint, credentials: { accessKeyId, secretAccessKey }, maxAttempts: 1 });
  };
  const pushes = (...args: string[]) =>
    pushesCommand([...args, '--tenant', 'tincan', '--provider', provider], tenants, lambdaIn);
  const call = (method: string, path: string, body?: object) =>
    gateway.call({
      client: 'demo-connector',
      ...{ method, path, body },
      headers: { 'x-solution-provider-id': provider, ...(body && { 'idempotency-key': crypto.randomUUID() }) },
    });

  it('takes what the simulated AT&T tells by itself, and understands it', async () => {
    const { text } = await call('POST', '/v1/mobility/port-ins', portOrderOf('2125550188'));
    const [, id = ''] = /"orderNo":(\d+),/.exec(text)!;
    await gateway.sim('POST clock', { advance: 'PT8H' });
    const decided = new RegExp(` {2}(applied|known|late) {2}port-in {2}${id}$`, 'm');
    let kept = '';
    for (let tries = 0; tries < 100 && !decided.test(kept); tries += 1) {
      await sleep(200);
      kept = await pushes('list', '--all');
    }
    expect(kept).toMatch(decided);
  });

  it('refuses whoever does not show that he is AT&T', async () => {
    const refused = await fetch(`${gateway.pushUrl}/${provider}`, { method: 'POST', body: '{}' });
    expect(refused.status).toBe(401);
    expect((await fetch(`${gateway.pushUrl}`, { method: 'POST' })).status).toBe(404);
  });

  it('shows an operator what nobody understands', async () => {
    const headers = { 'x-push-secret': `demo-push-secret-${provider}` };
    const body = JSON.stringify({ news: 'x', pin: '4829' });
    const kept = await fetch(`${gateway.pushUrl}/${provider}`, { method: 'POST', headers, body });
    expect(kept.status).toBe(202);
    expect(await pushes('again')).toMatch(/not-understood: 1/);
    const line = (await pushes('list')).split('\n').find((one) => one.includes('no-statement'))!;
    expect(await pushes('show', '--push', line.split(/\s+/)[1]!)).toContain('{"news":"x","pin":"[secret]"}');
  });

  it('judges kept answers anew when an operator asks', async () => {
    const said = await requestsCommand(['rejudge', '--tenant', 'tincan'], tenants, lambdaIn);
    expect(said).toBe('No record has an answer that a rule could decide.');
    const unknown = requestsCommand(['rejudge', '--tenant', 'tincan', '--request', 'req_none'], tenants, lambdaIn);
    await expect(unknown).rejects.toThrow('There is no request req_none.');
  });

  it('lets nobody invoke a function without the key that it has printed', async () => {
    const stranger = () =>
      new LambdaClient({
        region: 'us-east-1',
        endpoint: gateway.operator['AWS_ENDPOINT_URL_LAMBDA']!,
        credentials: { accessKeyId: 'stranger', secretAccessKey: 'x' },
        maxAttempts: 1,
      });
    await expect(requestsCommand(['rejudge', '--tenant', 'tincan'], tenants, stranger)).rejects.toThrow();
  });
});
