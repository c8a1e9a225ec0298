import type { Item } from '#platform/table/table';
import { kindOf } from '../../../tools/data-model/check-item';
import { itemKinds, type ItemKindName } from '../../../tools/data-model/item-kinds';
import { textsIn } from '../../../tools/operator/erasure/texts';
import { plantedItems } from '../../support/planted-items';
import { canaries, erase, itemsIn, jo, neighbour, planted, solutionProvider } from '../../support/planted-world';

const shared: readonly ItemKindName[] = ['heartbeat', 'poll-budget', 'event-log', 'webhook-sends'];
const neverPlanted: readonly ItemKindName[] = ['audit-entry', 'audit-head', 'hold'];

it('plants an item of every kind there is', async () => {
  const world = await planted(jo);
  const kinds = new Set((await itemsIn(world)).map(kindOf));
  const wanted = Object.keys(itemKinds).filter((kind) => !neverPlanted.some((one) => one === kind));
  expect([...kinds].toSorted()).toEqual(wanted.toSorted());
});

describe.each([
  ['--number 2125550143', ['client-grant', 'client-calls', 'webhook-endpoint', 'redelivery']],
  ['--number +1(212)555-0143', ['client-grant', 'client-calls', 'webhook-endpoint', 'redelivery']],
  ['--customer customer-jo', ['client-grant', 'client-calls', 'webhook-endpoint', 'redelivery']],
])('erase %s', (what, others) => {
  it('leaves nothing of it in any kind of item, and everything of the neighbour’s', async () => {
    const { world } = await planted(jo, neighbour);
    const before = await itemsIn(world);
    const { out, err, exitCode } = await erase(world, what);
    expect([err, exitCode]).toEqual(['', 0]);
    expect(out).toContain('nothing of it is left in the table');
    const after = await itemsIn(world);
    const gone = ['number', 'customer'].some((one) => what.includes(one)) ? canaries : [];
    const texts = after.filter((item) => !others.includes(kindOf(item)!)).flatMap(textsIn);
    for (const canary of gone) expect(texts.filter((text) => text.includes(canary))).toEqual([]);
    const ofNeighbour = before.filter((item) => JSON.stringify(item).includes(neighbour.mark));
    for (const item of ofNeighbour) expect(after).toContainEqual(item);
    // What is left has no more of it than ids that AT&T or the gateway gave.
    const left = after.filter((item) => textsIn(item).some((text) => text.includes(jo.mark)));
    expect([...new Set(left.map(kindOf))].filter((kind) => !others.includes(kind!)).toSorted()).toEqual([
      'bulk-call',
      'bulk-write',
      'request-record',
    ]);
  });
});

it('keeps what has a repeat answered without AT&T: key, keyed hash, outcome, and when it expires', async () => {
  const { world } = await planted(jo);
  await erase(world, '--number 2125550143');
  const record = (await itemsIn(world)).find((item) => kindOf(item) === 'request-record')!;
  const before = plantedItems(jo)['request-record'][0]!;
  for (const name of ['pk', 'sk', 'bodyHash', 'outcome', 'owner', 'operation', 'solutionProvider', 'expiresAt'])
    expect(record[name]).toEqual(before[name]);
  expect(record).toMatchObject({ request: { path: {}, query: {} }, evidence: [expect.stringContaining('erased')] });
  expect(Object.keys(record)).not.toContain('response');
});

it('keeps the last place of a log of events, so that nobody misses the next', async () => {
  const { world } = await planted(jo);
  await erase(world, '--number 2125550143');
  const events = (await itemsIn(world)).filter((item) => kindOf(item) === 'event');
  expect(events).toMatchObject([{ position: 1, event: { resource: { id: 'erased' } } }]);
  expect((await erase(world, '--number 2125550143')).out).toContain('nothing in the table');
});

it('of a client, takes what it asked for and its grant', async () => {
  const { world } = await planted(jo, neighbour);
  expect(await erase(world, '--client crm-of-jo')).toMatchObject({ err: '', exitCode: 0 });
  const after = await itemsIn(world);
  expect(after.flatMap(textsIn).filter((text) => text.includes('crm-of-jo'))).toEqual([]);
  for (const kind of ['client-grant', 'client-calls'])
    expect(after.filter((item) => kindOf(item) === kind)).toHaveLength(1);
});

it('of a Solution Provider, takes everything but what has repeats answered, grants that name it, and what is everybody’s', async () => {
  const { world } = await planted(jo, neighbour);
  const { err, exitCode, out } = await erase(world, `--solution-provider ${solutionProvider}`);
  expect([err, exitCode]).toEqual(['', 0]);
  const kinds = [...new Set((await itemsIn(world)).map(kindOf))].toSorted();
  expect(kinds).toEqual([
    'bulk-call',
    'bulk-write',
    'client-calls',
    'client-grant',
    'event',
    'heartbeat',
    'request-record',
    'restrictions',
  ]);
  expect(out).toContain('Secrets Manager');
});

it('changes nothing in a dry run, and counts what it would', async () => {
  const { world } = await planted(jo, neighbour);
  const before = await itemsIn(world);
  const dry = JSON.parse((await erase(world, '--number 2125550143 --dry-run --json')).out) as Item;
  expect(await itemsIn(world)).toEqual(before);
  expect(dry).toMatchObject({
    isDryRun: true,
    against: [],
    counts: { 'port-in': { deleted: 1 }, push: { deleted: 1 } },
  });
  const real = JSON.parse((await erase(world, '--number 2125550143 --json')).out) as Item;
  expect(real['counts']).toEqual(dry['counts']);
});

it('says what is left in backups, logs and where nobody can tell whose it is, and until when', async () => {
  const { world } = await planted(jo);
  const { left } = JSON.parse((await erase(world, '--number 2125550143 --json')).out) as { left: Item[] };
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  expect(left).toContainEqual(
    expect.objectContaining({ where: expect.stringContaining('point-in-time'), until: day(35) }),
  );
  expect(left).toContainEqual(expect.objectContaining({ where: 'logs', until: day(90) }));
  const [bus, executions] = [/^dead letters of the event bus/, /^executions of state machines/].map((where) =>
    left.find((one) => where.test(String(one['where']))),
  );
  expect(bus).toMatchObject({ what: expect.stringContaining('encrypted'), until: day(14) });
  expect(executions).toMatchObject({ what: expect.stringContaining('AT&T’s ids'), until: day(90) });
});

it.each(['', '--number 123', '--number 2125550143 --customer x'])('%j is no erasure', async (what) => {
  const { world } = await planted(jo);
  const before = await itemsIn(world);
  expect((await erase(world, what)).exitCode).toBeGreaterThan(0);
  expect(await itemsIn(world)).toEqual(before);
});

it('is told in the audit, without the number', async () => {
  const { world } = await planted(jo);
  await erase(world, '--number 2125550143');
  const { out } = await world.gateway('audit list --tenant rebound --json');
  expect(JSON.parse(out)).toMatchObject([
    { action: 'erase', phase: 'begun', hashes: { number: expect.stringMatching(/^1\./) } },
    { action: 'erase', phase: 'done' },
  ]);
  expect(out).not.toContain('2125550143');
});

it('has nothing of kinds that are everybody’s', async () => {
  const { world } = await planted(jo);
  await erase(world, '--number 2125550143');
  const kinds = (await itemsIn(world)).map(kindOf);
  for (const kind of shared) expect(kinds).toContain(kind);
});
