import { setTimeout as sleep } from 'node:timers/promises';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Ended } from '../../tools/operator/command-line';
import { startLocalGateway, type LocalGateway } from '../support/local-gateway';
import { operate } from '../support/local-operator';
import { tenants } from '../support/stated-contract';
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

  /** The command line, by what `npm start` says of itself. */
  const operator = (line: string, input?: string, access = gateway.operator): Promise<Ended> =>
    operate(`${line} --tenant tincan`, { access, tenants, input });
  const said = async (line: string) => (await operator(line)).out.trimEnd();
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
      kept = await said(`pushes list --provider ${provider} --decided`);
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
    expect(await said(`pushes again --provider ${provider}`)).toMatch(/not-understood: 1/);
    const line = (await said(`pushes list --provider ${provider}`))
      .split('\n')
      .find((one) => one.includes('no-statement'))!;
    const shown = await said(`pushes show --provider ${provider} --push ${line.split(/\s+/)[1]}`);
    expect(shown).toContain('{"news":"x","pin":"[secret]"}');
  });

  it('compares what is known with what AT&T shows when an operator asks, and says where nothing differs', async () => {
    expect(await said('drift run')).toBe(`${provider}: finished`);
    const report = await operator('report drift');
    expect(report).toMatchObject({ out: expect.stringContaining(`${provider}: 0 differences among`), exitCode: 0 });
    expect(report.out).toMatch(/did not say 0 times/);
    const none = await said(`drift take-in --provider ${provider} --read get-port-in --id 999999999`);
    expect(none).toContain('nothing was recorded');
  });

  it('judges kept answers anew when an operator asks', async () => {
    expect(await said('requests rejudge')).toBe('No record has an answer that a rule could decide.');
    const unknown = await operator('requests rejudge --request req_none');
    expect(unknown).toMatchObject({ err: expect.stringContaining('There is no request req_none.'), exitCode: 4 });
  });

  it('takes a new pair of AT&T’s when AT&T does, and keeps the one before for what is under way', async () => {
    const whose = `--provider ${provider} --family mobility`;
    const pair = { clientId: 'rotated-client-id', clientSecret: 'rotated-client-secret' };
    const refused = await operator(`credentials rotate ${whose}`, JSON.stringify(pair));
    expect(refused).toMatchObject({ out: expect.stringContaining('AT&T refuses it'), exitCode: 3 });
    expect(await said(`credentials verify ${whose}`)).toContain('AT&T takes it');
    await gateway.sim('POST credentials', { solutionProvider: provider, family: 'mobility', ...pair, accepted: true });
    const rotated = await operator(`credentials rotate ${whose}`, JSON.stringify(pair));
    expect(rotated).toMatchObject({ out: expect.stringMatching(/AT&T takes it[^]*Stored/), exitCode: 0 });
    expect(await said(`credentials verify ${whose} --slot next`)).toContain('AT&T takes it');
    expect(JSON.stringify([refused, rotated])).not.toContain('rotated-client');
  });

  it('lets a client call that it has granted', async () => {
    await operator(`client grant --client demo-no-grant --provider ${provider} --scope tracking:read`);
    const call = { client: 'demo-no-grant', method: 'GET', path: '/v1/tracking/orders' };
    expect((await gateway.call(call)).status).toBe(200);
    expect(await said('client revoke --client demo-no-grant')).toContain(`Before: tracking:read for ${provider}`);
    expect(await said('client show --client demo-no-grant')).toBe('demo-no-grant  may do nothing');
  });

  it('finds, follows and counts what is under way', async () => {
    const { text } = await call('POST', '/v1/mobility/port-ins', portOrderOf('2125550133'));
    const [, id = ''] = /"orderNo":(\d+),/.exec(text)!;
    const portIn = new RegExp(`^${provider} {2}port-in {2}${id} `, 'm');
    let found = '';
    for (let tries = 0; tries < 50 && !portIn.test(found); tries += 1) {
      await sleep(200);
      found = await said('find 2125550133');
    }
    expect(found).toMatch(portIn);
    const follow = `follow ${id} --provider ${provider} --actor jane --reason ticket`;
    expect(await said(`${follow} --dry-run`)).toContain(`port-in ${id}  followed`);
    expect(await said(follow)).toContain('AT&T is asked now');
    expect(await said('status')).toMatch(/port-ins: .*\d\n[^]*alarms: none rings$/);
    expect((await operator('stuck --json')).exitCode).toBe(3);
    expect(JSON.parse(await said('stuck --json'))).toMatchObject([{ what: 'push' }]);
    expect(await said('reconcile')).toContain('bulk writes begun anew: 0');
  });

  it('lets nobody in without the key that it has printed', async () => {
    const stranger = await operator('requests rejudge', undefined, {
      ...gateway.operator,
      AWS_ACCESS_KEY_ID: 'stranger',
    });
    expect(stranger).toMatchObject({ out: '', err: expect.stringMatching(/^AWS says/), exitCode: 4 });
  });

  it('is a command of its own', async () => {
    const command = join(import.meta.dirname, '..', '..', 'bin', 'gateway.mjs');
    const { stdout } = await promisify(execFile)(process.execPath, [command, 'tenant', 'check', '-t', 'example']);
    expect(stdout).toContain('Tenant example, talking to AT&T uat.');
  });
});
