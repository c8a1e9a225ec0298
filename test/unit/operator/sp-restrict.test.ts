import { createRestrictionLookup, createRestrictionOf } from '#platform/restrictions';
import { createTable } from '#platform/table/table';
import { tableName } from '../../support/dynalite-client';
import { operated } from '../../support/operated';

const by = '--tenant rebound --provider A-06399x --actor ana --reason abuse';

/** A deployment, and what its functions find of its Solution Providers, each newly begun. */
const restrictable = async () => {
  const world = await operated();
  const table = createTable(world.dynamoDb, tableName);
  return { ...world, table, restrictionOf: () => createRestrictionOf(table, Date.now)('A-06399x') };
};

it.each([
  ['disable', 'disabled'],
  ['read-only', 'read-only'],
] as const)('%s is what functions then find, and enable ends it', async (word, level) => {
  const { gateway, restrictionOf } = await restrictable();
  expect(await restrictionOf()).toBeUndefined();
  expect((await gateway(`sp ${word} ${by}`)).out).toContain(`A-06399x is ${level}, within a minute. Before: enabled.`);
  expect(await restrictionOf()).toBe(level);
  expect((await gateway(`sp enable ${by}`)).out).toContain(`A-06399x is enabled, within a minute. Before: ${level}.`);
  expect(await restrictionOf()).toBeUndefined();
});

it('keeps who decided it and why, each time', async () => {
  const { gateway } = await restrictable();
  await gateway(`sp disable ${by}`);
  await gateway('sp enable --tenant rebound --provider A-06399x --actor ben --reason solved');
  const { out } = await gateway('sp list --tenant rebound');
  expect(out).toMatch(/^A-06399x {2}mobility {2}enabled {2}enabled 20\S+Z by ben: solved\n$/);
  const [one] = JSON.parse((await gateway('sp list --tenant rebound --json')).out) as object[];
  expect(one).toMatchObject({ state: 'enabled', last: { actor: 'ben', reason: 'solved', to: 'enabled' } });
});

it('does nothing in a dry run, nor where it stands so already', async () => {
  const { gateway, restrictionOf, table } = await restrictable();
  expect((await gateway(`sp disable ${by} --dry-run`)).out).toBe('A-06399x would be disabled. It is enabled.\n');
  expect((await gateway(`sp enable ${by}`)).out).toContain('is enabled already. Nothing was changed.');
  expect(await restrictionOf()).toBeUndefined();
  const changes = await table.query({ partition: 'RESTRICTION-CHANGES#A-06399x', limit: 9 });
  expect(changes.items).toEqual([]);
});

it.each([
  ['--actor', 'sp disable --tenant rebound --provider A-06399x --reason x', 2],
  ['--reason', 'sp disable --tenant rebound --provider A-06399x --actor x', 2],
  ['It has: A-06399x.', 'sp disable --tenant rebound --provider a-06399x --actor x --reason y', 1],
])('says that %s is wanted', async (what, line, exitCode) => {
  const { gateway } = await restrictable();
  expect(await gateway(line)).toMatchObject({ exitCode, err: expect.stringContaining(what) });
});

it('is noticed by an authorizer within ten seconds, and by workers within 20, which with API Gateway’s 45 is no minute', async () => {
  const { gateway, table } = await restrictable();
  let nowMs = 0;
  const now = () => nowMs;
  const authorizers = createRestrictionLookup((key) => table.get(key), now);
  const workers = createRestrictionOf(table, now);
  const found = async () => [(await authorizers())['A-06399x'], await workers('A-06399x')];
  expect(await found()).toEqual([undefined, undefined]);
  await gateway(`sp disable ${by}`);
  nowMs = 9_999;
  expect(await found()).toEqual([undefined, undefined]);
  nowMs = 10_000;
  expect(await found()).toEqual(['disabled', undefined]);
  nowMs = 20_000;
  expect(await found()).toEqual(['disabled', 'disabled']);
});
