import { QueryCommand } from '@aws-sdk/client-dynamodb';
import { bulkWrites, longRunningRequests, pollJobs } from '#platform/table/keys';
import { exampleCall } from '../../../tools/soak/example-call';
import { putRequests } from '../../support/open-requests';
import { operatedWorld, solutionProvider, type OperatedWorld } from '../../support/operated-world';

jest.setTimeout(120_000);

const minute = (number: number): string => new Date(Date.parse('2026-11-01T00:00:00Z') + number * 60_000).toISOString();
const numbers = (count: number): number[] => Array.from({ length: count }, (_, at) => at);

let world: OperatedWorld;
let queries: number;
beforeEach(async () => {
  world = await operatedWorld();
  const { send } = world.rig.client;
  queries = 0;
  world.rig.client.send = ((command: object) => {
    if (command instanceof QueryCommand) queries += 1;
    return (send as (command: object) => unknown)(command);
  }) as never;
});

/** One that the gateway itself has stored, as often as it says, each with keys of its own. */
const copies = async (sk: RegExp, count: number, keysOf: (number: number) => object): Promise<void> => {
  const one = (await world.items()).find((item) => sk.test(`${item.pk} ${item.sk}`))!;
  await world.rig.table.putAll(numbers(count).map((number) => ({ ...one, ...keysOf(number) })));
};
const portIns = async (count: number): Promise<void> => {
  const { body } = exampleCall('request-port-in', solutionProvider);
  await world.rig.call('request-port-in', { key: 'p-1', body });
  const keys = longRunningRequests['port-in'];
  await copies(/ PORT-IN#/, count, (number) => {
    const [id, createdAt] = [`P-${number}`, minute(number)];
    return {
      ...keys.key.of({ solutionProvider, id }),
      ...keys.list.of({ solutionProvider, createdAt, id }),
      id,
      createdAt,
    };
  });
};
const polls = (count: number, pollBy: (number: number) => string, more: object = {}): Promise<void> =>
  copies(/^POLL#/, count, (number) => {
    const target = { solutionProvider, kind: 'port-in', id: `P-${pollBy(number)}-${number}` };
    return {
      ...pollJobs.key.of(target),
      ...pollJobs.open.of({ ...target, pollBy: pollBy(number) }),
      ...target,
      ...more,
    };
  });
const requests = (outcome: 'needs-attention' | 'unknown' | 'succeeded', count: number): Promise<void> =>
  putRequests(
    world.rig.client,
    numbers(count).map((number) => ({ requestId: `req_${outcome}-${number}`, outcome, startedAt: minute(number) })),
  );
const asked = async (line: string): Promise<number> => {
  queries = 0;
  await world.gateway(line);
  return queries;
};
const stuck = async (line = '') =>
  JSON.parse((await world.gateway(`stuck --json ${line}`)).out) as { what: string; id: string; cure: string }[];

const soon = (number: number): string => minute(1_000_000 + number);

it('status counts the newest, says that there are more, and asks no more often however many there are', async () => {
  await portIns(250);
  await world.rig.table.update({
    key: longRunningRequests['port-in'].key.of({ solutionProvider, id: 'P-249' }),
    set: { state: 'completed' },
  });
  const { out } = await world.gateway('status --most 100');
  expect(out).toContain('  port-ins: completed 1, submitted 99\n');
  expect(out).toContain('  there are more than were counted: port-ins (--all counts them)\n');
  const most = await asked('status --most 100');
  await portIns(900);
  expect(await asked('status --most 100')).toBe(most);
  expect(most).toBeLessThan(20);
  expect((await world.gateway('status --all')).out).toMatch(/ {2}port-ins: submitted 901\n {2}act/);
});

it('stuck finds what needs a person among everything else, and asks no more often however much that is', async () => {
  await portIns(1);
  await polls(300, soon);
  await requests('succeeded', 300);
  await requests('unknown', 2);
  await requests('needs-attention', 2);
  const few = await asked('stuck');
  await requests('succeeded', 1_500);
  expect(await asked('stuck')).toBe(few);
  expect(few).toBeLessThan(15);
  await polls(3, () => minute(0), { misses: 4 });
  expect((await stuck()).map(({ what }) => what)).toEqual([
    ...['poller-stopped', 'poller-stopped', 'poller-stopped'],
    ...['needs-attention', 'needs-attention', 'unknown', 'unknown'],
  ]);
});

it('stuck looks for so many at most, and says of what there is more', async () => {
  await portIns(1);
  await polls(350, (number) => minute(number - 10_000));
  await polls(350, (number) => `~${minute(number)}`, { outcome: 'gave-up', expiresAt: 2_000_000_000 });
  await requests('needs-attention', 350);
  const things = await stuck('--most 100');
  const named = (wanted: string) => things.filter(({ what }) => what === wanted).length;
  expect([named('poller-stopped'), named('given-up'), named('needs-attention')]).toEqual([100, 100, 100]);
  expect(things.slice(-2)).toMatchObject(
    ['what is polled', 'requests'].map((id) => ({
      ...{ what: 'not-all-looked-at', provider: solutionProvider, id },
      cure: `npx gateway stuck --provider ${solutionProvider} --all --tenant rebound`,
    })),
  );
  const most = await asked('stuck --most 100');
  await requests('needs-attention', 1_200);
  expect(await asked('stuck --most 100')).toBe(most);
  const all = await stuck('--all');
  expect(all.filter(({ what }) => what === 'needs-attention')).toHaveLength(1_200);
  expect(all.filter(({ what }) => what === 'not-all-looked-at')).toEqual([]);
});

it('goes through a limited number of what is followed in time, and says that it did', async () => {
  await portIns(1);
  const job = (await world.items()).find(({ pk }) => pk.startsWith('POLL#'))!;
  const target = { solutionProvider, kind: 'port-in', id: 'P-1' };
  const endless = { ...job, ...pollJobs.open.of({ ...target, pollBy: soon(0) }), misses: 0, dueAt: [] };
  const { table } = world.rig;
  const query = table.query.bind(table);
  let pages = 0;
  table.query = (asking) => {
    const { partition, sort } = asking;
    const isFollowed = partition.startsWith('OPEN-POLL#') && sort && 'from' in sort && !sort.from.startsWith('~');
    if (!isFollowed) return query(asking);
    pages += 1;
    return Promise.resolve({ items: numbers(asking.limit).map(() => endless), next: { pk: 'a', sk: 'b' } });
  };
  expect(await stuck()).toMatchObject([{ what: 'not-all-looked-at', id: 'what is polled' }]);
  expect(pages).toBe(100);
  const { exitCode, out } = await world.gateway('stuck');
  expect([exitCode, out]).toEqual([3, expect.stringContaining('there are more than were looked at')]);
});

it('finds paused bulk writes without reading those that are done, and with --all those an earlier release paused', async () => {
  const bulkWrite = (id: string, state: string, open: object) => ({
    ...bulkWrites.key.of({ bulkId: id }),
    ...bulkWrites.list.of({ solutionProvider, createdAt: minute(0), bulkId: id }),
    ...{ id, solutionProvider, state, operation: 'reset-voicemail', scope: 'mobility:write', clientId: 'crm' },
    ...{ bodyHash: 'h', rows: 1, calls: 1, run: 1, headers: {}, createdAt: minute(0), updatedAt: minute(0) },
    ...{ expiresAt: 2_000_000_000, ...open },
  });
  await world.rig.table.putAll([
    ...numbers(150).map((number) => bulkWrite(`blk_${number}`, 'finished', { endedAt: minute(1) })),
    bulkWrite(
      'blk_now',
      'paused',
      bulkWrites.open.of({ solutionProvider, workBy: `~${minute(1)}`, bulkId: 'blk_now' }),
    ),
    bulkWrite('blk_then', 'paused', {}),
  ]);
  const idsOf = (things: { id: string }[]) => things.map(({ id }) => id);
  expect(idsOf(await stuck())).toEqual(['blk_now']);
  expect(idsOf(await stuck('--all'))).toEqual(['blk_now', 'blk_then']);
});
