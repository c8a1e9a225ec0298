import { createTable } from '#platform/table/table';
import { newPollJobItem } from '#polling/poll-job';
import { tableName } from '../../support/dynalite-client';
import { pairOf } from '../../support/fakes';
import { operated } from '../../support/operated';

const whose = '--tenant rebound --provider 10067 --family ordering-alliance';
const name = 'att-partner-gateway/rebound/10067/ordering-alliance';
const pair = pairOf('SP-A');

/** A Solution Provider that the tenant’s file had once. */
const deployed = async () => {
  const world = await operated();
  world.secrets.set(name, JSON.stringify({ current: pair, environment: 'uat' }));
  const credentials = async (line: string) => {
    const { out, err, exitCode } = await world.gateway(`credentials ${line}`);
    expect(`${out}${err}`).not.toContain(pair.clientSecret);
    return { said: `${out}${err}`, exitCode };
  };
  return { world, credentials };
};

it('ends what is stored of one that was taken away, and has it back', async () => {
  const { world, credentials } = await deployed();
  expect((await credentials(`remove ${whose} --dry-run`)).said).toContain('would be removed');
  expect(world.secrets.removed.size).toBe(0);
  const removed = await credentials(`remove ${whose}`);
  expect(removed).toEqual({ exitCode: 0, said: expect.stringContaining('until 2026-12-06T15:00:00.000Z') });
  expect([...world.secrets.removed]).toEqual([name]);
  expect(await credentials(`remove ${whose}`)).toMatchObject({ exitCode: 1, said: expect.stringContaining('already') });
  expect((await credentials(`restore ${whose} --dry-run`)).said).toContain('would be had back');
  expect([...world.secrets.removed]).toEqual([name]);
  await credentials(`restore ${whose}`);
  expect([world.secrets.removed.size, world.secrets.get(name)]).toEqual([0, expect.stringContaining(pair.clientId)]);
  expect(await credentials(`restore ${whose}`)).toMatchObject({ exitCode: 1 });
  const { out } = await world.gateway('audit list --tenant rebound --json');
  const entries = JSON.parse(out) as { action: string; phase: string }[];
  expect(entries.filter(({ phase }) => phase === 'done').map(({ action }) => action)).toEqual([
    'credentials remove',
    'credentials restore',
  ]);
});

it('keeps what calls are made with', async () => {
  const { world, credentials } = await deployed();
  const served = '--tenant rebound --provider A-06399x --family mobility';
  world.secrets.set('att-partner-gateway/rebound/A-06399x/mobility', JSON.stringify({ current: pair }));
  const refused = await credentials(`remove ${served} --even-so`);
  expect([refused.exitCode, refused.said]).toEqual([1, expect.stringContaining('calls would all fail')]);
  expect(world.secrets.removed.size).toBe(0);
});

it('waits for what is under way, unless told otherwise', async () => {
  const { world, credentials } = await deployed();
  const item = newPollJobItem({ solutionProvider: '10067', kind: 'order', id: 'quote-1' }, Date.now(), []);
  await createTable(world.dynamoDb, tableName).put(item);
  expect(await credentials(`remove ${whose}`)).toMatchObject({
    exitCode: 1,
    said: expect.stringContaining('polled at AT&T: 1'),
  });
  expect(world.secrets.removed.size).toBe(0);
  expect((await credentials(`remove ${whose} --even-so`)).exitCode).toBe(0);
});

it('stores a pair again where one waits for its end', async () => {
  const { world } = await deployed();
  const served = '--provider A-06399x --family mobility --tenant rebound';
  const mobility = 'att-partner-gateway/rebound/A-06399x/mobility';
  world.secrets.set(mobility, JSON.stringify({ current: pair, environment: 'uat' }));
  world.secrets.removed.add(mobility);
  expect((await world.gateway('credentials list --tenant rebound')).out).toContain('mobility  removed  2026-11-06');
  const other = pairOf('SP-B');
  expect(await world.gateway(`credentials set ${served}`, JSON.stringify(other))).toMatchObject({
    err: '',
    exitCode: 0,
  });
  expect(JSON.parse(world.secrets.get(mobility)!)).toEqual({ current: other, environment: 'uat' });
  expect(world.secrets.removed.size).toBe(0);
});

it.each([
  ['remove --tenant rebound --provider 10099 --family mobility', 1, 'There is no secret'],
  ['remove --tenant rebound --provider 10067 --family mobilty', 2, 'It is one of'],
])('%s is refused', async (line, exitCode, why) => {
  const { credentials } = await deployed();
  expect(await credentials(line)).toEqual({ exitCode, said: expect.stringContaining(why) });
});
