import { awsError, operated } from '../../support/operated';

it.each(['', 'client', 'client --help', '--help'])('%j shows what there is', async (line) => {
  const { gateway } = await operated();
  const { out, err } = await gateway(line);
  expect(`${out}${err}`).toMatch(/Usage: gateway/);
});

it.each([
  ['client lists --tenant rebound', /unknown command 'lists'[^]*list/],
  ['client show --tenant rebound', /required option '-c, --client <id>'/],
  ['client show --client x', /required option '-t, --tenant <tenant>'/],
  ['client show --client x --tenant rebound --clint y', /unknown option '--clint'/],
  [
    'credentials verify --tenant rebound --provider A-06399x --family mobility --slot old',
    /It is one of: current, next/,
  ],
  ['client grant --client x --tenant rebound --provider A-06399x --scope mobility:reed', /Is it mobility:read\?/],
  ['client grant --client x --tenant rebound --provider A-06399x --scope bulk:read --per-second 0', /--per-second/],
])('%j is a wrong command line: 2, and nothing is done', async (line, why) => {
  const { gateway, invocations } = await operated();
  expect(await gateway(line)).toMatchObject({ out: '', err: expect.stringMatching(why), exitCode: 2 });
  expect(invocations).toEqual([]);
});

it.each([
  ['client show --client x --tenant nobody', 'rebound'],
  ['client grant --client x --tenant rebound --provider a-06399X --scope bulk:read', 'It has: A-06399x.'],
  ['credentials verify --tenant rebound --provider A-06399x --family ordering-apex', 'It has: mobility.'],
])('%j makes no sense for this tenant: 1, with what would', async (line, why) => {
  const { gateway } = await operated();
  expect(await gateway(line)).toMatchObject({ out: '', err: expect.stringContaining(why), exitCode: 1 });
});

it('says what AWS says: 4', async () => {
  const { gateway, ...world } = await operated();
  world.dynamoDb.send = (() => Promise.reject(awsError('AccessDeniedException', 'not you'))) as never;
  expect(await gateway('client show --client x --tenant rebound')).toEqual({
    out: '',
    err: 'AWS says AccessDeniedException: not you\n',
    exitCode: 4,
  });
});

it('says that a deployment is older than the command', async () => {
  const { gateway, outputs } = await operated();
  outputs['TableName'] = undefined;
  const { err, exitCode } = await gateway('client show --client x --tenant rebound');
  expect([err, exitCode]).toEqual([expect.stringContaining('has no output TableName: deploy it'), 1]);
});

it('says which operations reach AT&T by a tenant’s file', async () => {
  const { gateway } = await operated();
  expect((await gateway('tenant check --tenant rebound')).out).toMatch(/^Tenant rebound, talking to AT&T uat\./);
  expect(JSON.parse((await gateway('tenant check --tenant rebound --json')).out)).toMatchObject({ tenant: 'rebound' });
});
