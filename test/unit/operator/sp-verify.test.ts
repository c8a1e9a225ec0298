import { operated } from '../../support/operated';

const secret = 'att-partner-gateway/rebound/A-06399x/mobility';
const pair = JSON.stringify({ current: { clientId: 'client-id-1', clientSecret: 'client-secret-1' } });
const line = 'sp verify --tenant rebound --provider A-06399x --client crm';

const verifying = async (verdict: string) => {
  const world = await operated({ invoked: () => Promise.resolve({ verdict, operation: 'get-port-in', status: 200 }) });
  const grant = () =>
    world.gateway('client grant --client crm --tenant rebound --provider A-06399x --scope mobility:read');
  return { ...world, grant };
};

it('is in order where credentials stand, AT&T takes them and a client may call', async () => {
  const { gateway, secrets, grant } = await verifying('accepted');
  secrets.set(secret, pair);
  await grant();
  const { out, exitCode } = await gateway(line);
  expect(out).toMatch(/^A-06399x {2}enabled\nmobility {2}credentials [0-9a-f]{8}: AT&T takes them {2}clients crm\n$/);
  expect(exitCode).toBe(0);
  expect(out).not.toContain('client-secret');
});

it('says what is missing, and tries nothing that is not there', async () => {
  const { gateway, invocations } = await verifying('accepted');
  expect(await gateway(line)).toMatchObject({
    exitCode: 3,
    out: expect.stringMatching(/no credentials: gateway credentials set {2}no client may call for it/),
  });
  expect(invocations).toEqual([]);
});

it('says that AT&T refuses them', async () => {
  const { gateway, secrets, grant } = await verifying('refused');
  secrets.set(secret, pair);
  await grant();
  expect(await gateway(line)).toMatchObject({ exitCode: 3, out: expect.stringContaining('AT&T refuses them') });
});

it('is not in order while it is disabled', async () => {
  const { gateway, secrets, grant } = await verifying('accepted');
  secrets.set(secret, pair);
  await grant();
  await gateway('sp disable --tenant rebound --provider A-06399x --actor ana --reason x');
  expect(await gateway(`${line} --json`)).toMatchObject({
    exitCode: 3,
    out: expect.stringContaining('"state":"disabled"'),
  });
});

it('names who knows the clients where the tenant has a token issuer of its own', async () => {
  const { gateway } = await verifying('accepted');
  expect(await gateway('sp verify --tenant rebound --provider A-06399x')).toMatchObject({
    exitCode: 1,
    err: expect.stringContaining('name clients of it with --client'),
  });
});
