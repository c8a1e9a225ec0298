import { DeleteItemCommand, GetItemCommand, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import * as keys from '#platform/table/keys';
import { dataKeySecretName } from '#platform/data-keys/data-keys';
import type { Item, Key } from '#platform/table/table';
import { createPushContent } from '#pushes/push-content';
import { pushKey } from '#pushes/push';
import { kindOf } from '../../../tools/data-model/check-item';
import { itemKinds, type ItemKindName } from '../../../tools/data-model/item-kinds';
import { textsIn } from '../../../tools/operator/erasure/texts';
import { dataKeys, keySecret } from '../../support/data-keys';
import { tableName } from '../../support/dynalite-client';
import { awsError, operated, type Operated } from '../../support/operated';
import { plantedItems, type Person } from '../../support/planted-items';

const solutionProvider = 'A-06399x';
const jo: Person = {
  ...{ solutionProvider, number: '2125550143', customerReference: 'customer-jo', clientId: 'crm-of-jo' },
  ...{ mark: 'jojojojojojojojojojojojojojojojo', place: 1 },
};
const neighbour: Person = {
  ...{ solutionProvider, number: '2125550199', customerReference: 'customer-next', clientId: 'crm-next' },
  ...{ mark: 'nextnextnextnextnextnextnextnext', place: 2 },
};
const canaries = [jo.number, '(212) 555-0143', 'customer-jo'];

const pushOf = async (person: Person): Promise<Item> => {
  const key = { solutionProvider, pushId: `push-${person.mark}` };
  const content = createPushContent(dataKeys('pushes'));
  const sealed = await content.seal(key, `<number>${person.number}</number>`);
  return {
    ...{ ...pushKey(key), ...key, ...sealed, receivedAt: '2026-08-05T15:00:00.000Z', times: 1, shown: '<number/>' },
    ...{ state: 'not-understood', looks: 1, expiresAt: 2_000_000_000 },
  };
};

/** A deployment that has everything of two people. */
const planted = async (...people: readonly Person[]) => {
  const world = await operated();
  for (const purpose of ['pushes', 'bulk-rows'] as const)
    world.secrets.set(dataKeySecretName('att-partner-gateway/rebound', purpose), keySecret());
  const put = (item: Item) =>
    world.dynamoDb.send(
      new PutItemCommand({ TableName: tableName, Item: marshall(item, { removeUndefinedValues: true }) }),
    );
  for (const person of people) {
    for (const item of Object.values(plantedItems(person)).flat()) await put(item);
    await put(await pushOf(person));
  }
  return { ...world, world, put };
};

const itemsIn = async ({ dynamoDb }: Pick<Operated, 'dynamoDb'>): Promise<Item[]> => {
  const { Items = [] } = await dynamoDb.send(new ScanCommand({ TableName: tableName }));
  return Items.map((item) => unmarshall(item)).filter(({ pk }) => !String(pk).startsWith('AUDIT#'));
};
const erase = (world: Operated, what: string) => world.gateway(`erase ${what} --tenant rebound`);

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

it('says what is left in backups and logs, and until when', async () => {
  const { world } = await planted(jo);
  const { left } = JSON.parse((await erase(world, '--number 2125550143 --json')).out) as { left: Item[] };
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  expect(left).toContainEqual(
    expect.objectContaining({ where: expect.stringContaining('point-in-time'), until: day(35) }),
  );
  expect(left).toContainEqual(expect.objectContaining({ where: 'logs', until: day(90) }));
});

const open: readonly [string, (person: Person) => Item][] = [
  ['a port-in that is not final', (one) => ({ ...plantedItems(one)['port-in'][0], state: 'pending' })],
  ['a change under way', (one) => ({ ...plantedItems(one)['port-in'][0], pending: { cancel: { requestId: 'r' } } })],
  [
    'an order that is not completed',
    (one) => ({ ...plantedItems(one)['tracked-order'][0], facts: { order: {} }, updatedAt: new Date().toISOString() }),
  ],
  [
    'a number that somebody has',
    (one) => ({
      ...plantedItems(one)['port-in-lock'][0],
      [`number:${one.number}`]: { requestId: 'r', at: '2026-08-05T15:00:00.000Z' },
    }),
  ],
  [
    'a write of unknown outcome',
    (one) => ({
      ...plantedItems(one)['request-record'][0],
      ...{ outcome: 'unknown', expiresAt: undefined },
      ...keys.requestRecords.open.of({ solutionProvider, deadlineAt: '2026-08-05T15:00:01.000Z', requestId: 'r' }),
    }),
  ],
  ['rows that wait', (one) => ({ ...plantedItems(one)['bulk-call'][0], settledAt: undefined, state: 'waiting' })],
  [
    'changes that still count',
    (one) => ({
      ...plantedItems(one).line[0],
      timeline: [{ at: new Date().toISOString(), operation: 'update-device', requestId: 'r', by: 'crm' }],
    }),
  ],
];
it.each(open)('erases nothing because of %s', async (_, item) => {
  const { world, put } = await planted(jo);
  await put(item(jo));
  const before = await itemsIn(world);
  const { err, exitCode } = await erase(world, '--number 2125550143');
  expect([err, exitCode]).toEqual([expect.stringContaining('Nothing of number 2125550143 was erased, because of'), 1]);
  expect(await itemsIn(world)).toEqual(before);
});

it.each([1, 5, 12, 20])('is gone on with by the next run when it is killed after %d items', async (deletions) => {
  const { world } = await planted(jo, neighbour);
  const { send } = world.dynamoDb;
  let done = 0;
  world.dynamoDb.send = ((command: unknown) => {
    const isChange =
      command instanceof DeleteItemCommand ||
      (command instanceof PutItemCommand && command.input.Item?.['pk']?.S?.startsWith('AUDIT#') === false);
    if (isChange && (done += 1) > deletions) return Promise.reject(awsError('ServiceUnavailable'));
    return (send as (command: unknown) => unknown).call(world.dynamoDb, command);
  }) as never;
  expect((await erase(world, '--number 2125550143')).exitCode).toBe(4);
  world.dynamoDb.send = send;
  expect(await erase(world, '--number 2125550143')).toMatchObject({ err: '', exitCode: 0 });
  const texts = (await itemsIn(world)).flatMap(textsIn);
  for (const canary of canaries) {
    const left = texts.filter((text) => text.includes(canary) && !text.includes('endpoint'));
    expect(left).toEqual([]);
  }
  const left = (await itemsIn(world)).filter((item) => textsIn(item).some((text) => text.includes(jo.mark)));
  expect(new Set(left.map(kindOf))).toEqual(
    new Set(['bulk-call', 'bulk-write', 'request-record', 'webhook-endpoint', 'redelivery']),
  );
});

it('leaves what has begun since it looked, and says to run again', async () => {
  const { world, put } = await planted(jo);
  const { send } = world.dynamoDb;
  const lock = keys.portInLocks.key.of({ solutionProvider, name: `number:${jo.number}` });
  world.dynamoDb.send = (async (command: unknown) => {
    const isLock = command instanceof DeleteItemCommand && command.input.Key?.['sk']?.S === lock.sk;
    if (isLock)
      await put({
        ...lock,
        formerItems: [],
        [`number:${jo.number}`]: { requestId: 'new', at: '2026-11-05T15:00:00.000Z' },
      });
    return (send as (command: unknown) => Promise<unknown>).call(world.dynamoDb, command);
  }) as never;
  const { out, exitCode } = await erase(world, '--number 2125550143');
  expect([out, exitCode]).toEqual([expect.stringContaining('run it again'), 3]);
  const { Item: stored } = await world.dynamoDb.send(
    new GetItemCommand({ TableName: tableName, Key: marshall(lock as Key & Record<string, string>) }),
  );
  expect(unmarshall(stored!)).toHaveProperty(`number:${jo.number}`);
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
    { action: 'erase all', phase: 'begun', hashes: { number: expect.stringMatching(/^1\./) } },
    { action: 'erase all', phase: 'done' },
  ]);
  expect(out).not.toContain('2125550143');
});

it('has nothing of kinds that are everybody’s', async () => {
  const { world } = await planted(jo);
  await erase(world, '--number 2125550143');
  const kinds = (await itemsIn(world)).map(kindOf);
  for (const kind of shared) expect(kinds).toContain(kind);
});
