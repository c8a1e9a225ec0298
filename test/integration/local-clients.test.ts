import * as z from 'zod';
import type { Ended } from '../../tools/operator/command-line';
import { startLocalGateway, type LocalGateway } from '../support/local-gateway';
import { operate } from '../support/local-operator';
import { tenants } from '../support/stated-contract';
import { temporaryDirectory } from '../support/temporary-directory';

jest.setTimeout(120_000);

const provider = 'A-06399x';
const path = '/v1/tracking/orders';

interface Client {
  clientId: string;
  clientSecret: string;
}
const shownOnce = z.looseObject({ clientId: z.string(), clientSecret: z.string().min(16) });

describe('clients of the local runtime, by the operator’s command line', () => {
  const dataDir = temporaryDirectory('local-clients-');
  const start = () => startLocalGateway({ dataDir, args: ['--tenant', 'tincan', '--tenants', tenants] });
  let gateway: LocalGateway;
  let made: Client;
  const shown: string[] = [];
  beforeAll(async () => {
    gateway = await start();
  });
  afterAll(() => gateway.remove());

  const operator = (line: string): Promise<Ended> =>
    operate(`${line} --tenant tincan`, { access: gateway.operator, tenants });
  /** The secret that a command shows. */
  const secretFrom = async (line: string): Promise<Client> => {
    const client = shownOnce.parse(JSON.parse((await operator(`${line} --json`)).out));
    shown.push(client.clientSecret);
    return client;
  };
  const tokenAnswer = ({ clientId, clientSecret }: Client): Promise<Response> =>
    fetch(gateway.tokenUrl, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    });
  /** 401 where no token is had for it. */
  const called = async (client: Client): Promise<number> => {
    const answer = await tokenAnswer(client);
    if (answer.status !== 200) return answer.status;
    const { access_token: token } = z.looseObject({ access_token: z.string() }).parse(await answer.json());
    return (await gateway.call({ method: 'GET', path, authorization: `Bearer ${token}` })).status;
  };

  it('are listed: at first those to try it with', async () => {
    const { out, exitCode } = await operator('client list --json');
    const listed = z.array(z.looseObject({ clientId: z.string() })).parse(JSON.parse(out));
    expect(listed.map(({ clientId }) => clientId)).toEqual(gateway.clients.map(({ clientId }) => clientId).toSorted());
    expect(exitCode).toBe(0);
  });

  it('are made, get tokens, and call', async () => {
    made = await secretFrom(`client create --name crm --provider ${provider} --scope tracking:read`);
    expect(await called(made)).toBe(200);
    expect(await called({ ...made, clientSecret: 'another-secret-of-24-chars' })).toBe(401);
    expect(await called({ ...made, clientId: 'nobody' })).toBe(401);
    expect((await operator('client list')).out).toContain(`${made.clientId}  crm  tracking:read for ${provider}`);
  });

  it('may do what is granted, whatever they may ask a token for', async () => {
    const other = await secretFrom(`client create --name other --provider ${provider} --scope mobility:read`);
    expect(await called(other)).toBe(403);
  });

  it('have two good secrets while one is exchanged, and then the newer alone', async () => {
    const rotate = `client rotate --client ${made.clientId}`;
    expect((await operator(`${rotate} --finish`)).err).toContain('one secret only');
    const newer = await secretFrom(rotate);
    expect([await called(made), await called(newer)]).toEqual([200, 200]);
    expect((await operator(rotate)).err).toContain('two secrets already');
    expect((await operator(`${rotate} --finish`)).exitCode).toBe(0);
    expect([await called(made), await called(newer)]).toEqual([401, 200]);
    made = newer;
  });

  it('are exchanged as well where they are the ones to try it with', async () => {
    const clientId = 'demo-connector';
    const before = gateway.clients.find((one) => one.clientId === clientId)!;
    const newer = await secretFrom(`client rotate --client ${clientId}`);
    await operator(`client rotate --client ${clientId} --finish`);
    expect((await tokenAnswer(before)).status).toBe(401);
    expect((await tokenAnswer(newer)).status).toBe(200);
  });

  it('are told of where a Solution Provider is looked at', async () => {
    const { out, exitCode } = await operator(`sp verify --provider ${provider}`);
    expect(out).toMatch(new RegExp(`^mobility  credentials \\S+: AT&T takes them  clients demo-connector, `, 'm'));
    expect(exitCode).toBe(0);
  });

  it('are not there for whoever has not the key that was printed', async () => {
    const access = { ...gateway.operator, AWS_ACCESS_KEY_ID: 'stranger' };
    expect(await operate('client list --tenant tincan', { access, tenants })).toMatchObject({ out: '', exitCode: 4 });
  });

  it('are as they were after a restart, and those that were revoked may do nothing', async () => {
    const kept = await secretFrom(`client create --name kept --provider ${provider} --scope tracking:read`);
    for (const clientId of [made.clientId, 'demo-single'])
      expect((await operator(`client revoke --client ${clientId}`)).exitCode).toBe(0);
    const output = await gateway.output();
    await gateway.stop();
    gateway = await start();
    const single = gateway.clients.find(({ clientId }) => clientId === 'demo-single')!;
    expect([await called(kept), await called(made), await called(single)]).toEqual([200, 403, 403]);
    const connector = gateway.clients.find(({ clientId }) => clientId === 'demo-connector')!;
    expect(shown).toContain(connector.clientSecret);
    expect(await called(connector)).toBe(200);
    for (const secret of shown) expect(output + (await gateway.output())).not.toContain(secret);
  });
});
