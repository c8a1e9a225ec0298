import type { FunctionAnswer } from '#bulk/invoke';
import { work } from '#bulk/work';
import type { BulkWrite } from '#bulk/bulk-write';
import { dynaliteClient, type Client } from '../../support/dynalite-client';
import { bulkWorld, solutionProvider } from './world';

let client: Client;
beforeEach(async () => (client = await dynaliteClient()));

const done: FunctionAnswer = { statusCode: 200, headers: {}, body: '{}' };
const refused: FunctionAnswer = {
  ...{ statusCode: 503, headers: {} },
  body: JSON.stringify({ code: 'service-unavailable', retryable: true }),
};
const inputOf = ({ id, run }: BulkWrite, parts = {}) => ({ id, run, part: 0, slices: 0, ...parts });
const always = () => true;

const started = async (count: number) => {
  const world = bulkWorld(client);
  const bulkWrite = await world.begun(count);
  const slice = (hasTime = always, parts = {}) => work(world.deps, inputOf(bulkWrite, parts), hasTime);
  const states = async () => (await world.calls.all(world.id)).map(({ state }) => state);
  const found = async () => (await world.store.find(world.id))!;
  return { ...world, bulkWrite, slice, states, found };
};

describe('a slice', () => {
  it('carries out what waits, and ends the bulk write with its rows counted', async () => {
    const { slice, states, found, id } = await started(3);
    expect(await slice()).toEqual({ id, run: 1, part: 0, slices: 1, done: true, handOver: false });
    expect(await states()).toEqual(['succeeded', 'succeeded', 'succeeded']);
    expect(await found()).toMatchObject({ state: 'finished', settled: 3, counts: { succeeded: 3, waiting: 0 } });
  });

  it('begins nothing without time for it', async () => {
    const { slice, invoked } = await started(3);
    let left = 2;
    expect(await slice(() => (left -= 1) >= 0)).toMatchObject({ done: false, handOver: false, waitSeconds: 1 });
    expect(invoked).toHaveLength(2);
  });

  it('has four calls under way at most', async () => {
    const { deps, bulkWrite } = await started(9);
    const held: (() => void)[] = [];
    const underWay: number[] = [];
    const release = () => {
      for (const answer of held.splice(0)) answer();
    };
    const invoke = () =>
      new Promise<FunctionAnswer>((resolve) => {
        held.push(() => resolve(done));
        underWay.push(held.length);
        // Whoever else may be begun is begun by then.
        if (held.length === 4 || underWay.length === 9) setTimeout(release, 20);
      });
    await work({ ...deps, invoke }, inputOf(bulkWrite), always);
    expect([underWay.length, Math.max(...underWay)]).toEqual([9, 4]);
  });

  it('goes on in another execution after a thousand', async () => {
    const { slice, reply, id } = await started(1);
    reply.with = () => refused;
    expect(await slice(always, { slices: 998, part: 2 })).toMatchObject({ slices: 999, handOver: false });
    expect(await slice(always, { slices: 999, part: 2 })).toEqual({
      ...{ id, run: 1, part: 2, slices: 1_000, done: false, handOver: true },
      next: { name: `${id}-1-3`, input: { id, run: 1, part: 3, slices: 0 } },
    });
  });

  it('waits until the first of what is put off is due, and does not try it before', async () => {
    const { slice, id, calls, standing, clock, invoked } = await started(2);
    for (const [number, seconds] of [
      [0, 90],
      [1, 40],
    ] as const)
      await calls.postpone(id, await standing(number), 'waiting', clock.now() + seconds * 1_000, {});
    expect(await slice()).toMatchObject({ done: false, waitSeconds: 40 });
    clock.advance(39_999);
    expect(await slice()).toMatchObject({ waitSeconds: 1 });
    expect(invoked).toEqual([]);
    clock.advance(1);
    expect(await slice()).toMatchObject({ waitSeconds: 50 });
    expect(invoked).toHaveLength(1);
  });

  it('waits five minutes at most', async () => {
    const { slice, id, calls, standing, clock } = await started(1);
    await calls.postpone(id, await standing(), 'waiting', clock.now() + 3_600_000, {});
    expect(await slice()).toMatchObject({ waitSeconds: 300 });
  });

  it.each<[string, (world: Awaited<ReturnType<typeof started>>) => Promise<unknown>]>([
    ['another run has', ({ store, bulkWrite }) => store.goOn(bulkWrite, 'running')],
    ['is paused', ({ store, bulkWrite }) => store.pause(bulkWrite)],
    ['has ended', ({ slice }) => slice()],
  ])('does nothing with a bulk write that %s', async (_, change) => {
    const world = await started(1);
    await change(world);
    const before = [await world.found(), world.invoked.length];
    expect(await world.slice()).toMatchObject({ done: true, handOver: false, slices: 1 });
    expect([await world.found(), world.invoked.length]).toEqual(before);
  });

  it('does nothing with one there is not', async () => {
    const { deps } = bulkWorld(client);
    const input = { id: 'blk_none', run: 1, part: 0, slices: 0 };
    expect(await work(deps, input, always)).toEqual({ ...input, slices: 1, done: true, handOver: false });
  });

  it('looks again when the bulk write was changed in the moment of its end', async () => {
    const { deps, bulkWrite } = await started(1);
    const bulkWrites = { ...deps.bulkWrites, end: () => Promise.resolve(false) };
    expect(await work({ ...deps, bulkWrites }, inputOf(bulkWrite), always)).toMatchObject({
      ...{ done: false, handOver: false, waitSeconds: 1 },
    });
  });

  it.each<[string, (world: Awaited<ReturnType<typeof started>>) => Promise<unknown>]>([
    ['paused', ({ store, bulkWrite }) => store.pause(bulkWrite)],
    ['cancelled', ({ store, bulkWrite }) => store.goOn(bulkWrite, 'cancelled')],
  ])('begins no more once the bulk write is %s', async (_, change) => {
    const world = await started(9);
    const changed = change(world);
    let made = 0;
    const invoke = async () => {
      made += 1;
      await changed;
      return done;
    };
    await work({ ...world.deps, invoke }, inputOf(world.bulkWrite), always);
    expect(made).toBeLessThanOrEqual(4);
    expect((await world.states()).filter((state) => state === 'waiting').length).toBeGreaterThanOrEqual(5);
  });

  it('leaves a bulk write to the run that has taken over while it was at work', async () => {
    const { deps, bulkWrite, store, found } = await started(1);
    const invoke = async () => {
      await store.goOn(bulkWrite, 'running');
      return done;
    };
    expect(await work({ ...deps, invoke }, inputOf(bulkWrite), always)).toMatchObject({ done: true });
    expect(await found()).toMatchObject({ state: 'running', run: 2 });
  });
});

describe('a client whose grant was withdrawn', () => {
  it.each<[string, (grant: { solutionProviders: string[]; scopes: string[] }) => void]>([
    ['for the Solution Provider', (grant) => (grant.solutionProviders = ['SP-B'])],
    ['for bulk writes', (grant) => (grant.scopes = grant.scopes.filter((scope) => scope !== 'bulk:write'))],
    ['for the operation', (grant) => (grant.scopes = ['bulk:write'])],
  ])('has its bulk write paused: %s', async (_, withdraw) => {
    const { slice, grant, found, invoked, log } = await started(1);
    withdraw(grant);
    expect(await slice()).toMatchObject({ done: true, handOver: false });
    expect(await found()).toMatchObject({ state: 'paused', pausedBecause: 'grant-withdrawn' });
    expect(invoked).toEqual([]);
    expect(log.lines).toEqual([
      {
        ...{ level: 'warn', message: 'bulk-write-paused' },
        facts: { operation: 'change-number', solutionProvider },
      },
    ]);
  });

  it.each(['disabled', 'read-only'] as const)('has it paused where its Solution Provider is %s', async (level) => {
    const { deps, bulkWrite, found, invoked } = await started(1);
    const kept = { ...deps, restrictionOf: () => Promise.resolve(level) };
    expect(await work(kept, inputOf(bulkWrite), always)).toMatchObject({ done: true });
    expect(await found()).toMatchObject({ state: 'paused', pausedBecause: 'solution-provider-restricted' });
    expect(invoked).toEqual([]);
  });

  it('has none begun any more while a slice is at work', async () => {
    const { deps, bulkWrite, grant, calls, id } = await started(9);
    let made = 0;
    const invoke = () => {
      made += 1;
      grant.scopes = [];
      return Promise.resolve(done);
    };
    await work({ ...deps, invoke }, inputOf(bulkWrite), always);
    expect(made).toBeLessThanOrEqual(4);
    expect((await calls.all(id)).filter(({ state }) => state === 'waiting').length).toBeGreaterThanOrEqual(5);
  });

  it('has what is cancelled brought to its end all the same', async () => {
    const { deps, store, bulkWrite, grant, found, states } = await started(2);
    const cancelled = (await store.goOn(bulkWrite, 'cancelled'))!;
    grant.scopes = [];
    await work(deps, inputOf(cancelled), always);
    expect(await states()).toEqual(['cancelled', 'cancelled']);
    expect(await found()).toMatchObject({ state: 'cancelled', counts: { cancelled: 2 } });
  });

  it('has none when nobody knows it', async () => {
    const { deps, bulkWrite, found } = await started(1);
    await work({ ...deps, grantOf: () => Promise.resolve(undefined) }, inputOf(bulkWrite), always);
    expect((await found()).state).toBe('paused');
  });
});

describe('a bulk write that is cancelled', () => {
  it('has nothing sent, and asks records how what was under way has ended', async () => {
    const { deps, store, bulkWrite, calls, id, standing, recorded, invoked, states, clock } = await started(3);
    await calls.begin(id, await standing(0));
    await calls.begin(id, await standing(1));
    recorded(0, { outcome: 'succeeded' });
    const cancelled = (await store.goOn(bulkWrite, 'cancelled'))!;
    expect(await work(deps, inputOf(cancelled), () => false)).toMatchObject({ done: false });
    expect(await states()).toEqual(['running', 'running', 'cancelled']);
    await work(deps, inputOf(cancelled), always);
    expect(await states()).toEqual(['succeeded', 'running', 'cancelled']);
    clock.advance(4 * 60_000);
    expect(await work(deps, inputOf(cancelled), always)).toMatchObject({ done: true });
    expect(await states()).toEqual(['succeeded', 'cancelled', 'cancelled']);
    expect(invoked).toEqual([]);
  });
});
