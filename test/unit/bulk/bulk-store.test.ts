import { mostChanges } from '#bulk/bulk-write';
import { timelineWith } from '#bulk/timeline';
import { sweepBulkWrites } from '#bulk/sweep';
import { dynaliteClient, type Client } from '../../support/dynalite-client';
import { bulkWorld, solutionProvider } from './world';

let client: Client;
beforeEach(async () => (client = await dynaliteClient()));

const minuteMs = 60_000;
const counts = { waiting: 0, running: 0, succeeded: 1, rejected: 0, failed: 0, unknown: 0, cancelled: 0 };

const lostAfter = async ({ clock, store }: ReturnType<typeof bulkWorld>, ms: number): Promise<number> => {
  clock.advance(ms);
  const lost = await store.lost(solutionProvider, 10);
  clock.advance(-ms);
  return lost.length;
};

describe('a bulk write', () => {
  it('is claimed once under its id, and begun once', async () => {
    const { id, store, begun, clock } = bulkWorld(client);
    const running = await begun();
    const at = new Date(clock.now()).toISOString();
    expect(running).toMatchObject({
      ...{ id, state: 'running', run: 1, createdAt: at, updatedAt: at },
      timeline: [{ at, type: 'started', before: 'storing', after: 'running' }],
    });
    clock.advance(minuteMs);
    expect(await store.claim({ ...running, bodyHash: 'another' })).toEqual(running);
    expect(await store.begin(running)).toEqual(running);
    expect((await store.list(solutionProvider, 10)).bulkWrites).toEqual([running]);
    const gone = { ...running, id: 'blk_gone' };
    expect(await store.begin(gone)).toBe(gone);
  });

  it('is lost two minutes after its start when nobody works on it, ten after the next slice was due', async () => {
    const world = bulkWorld(client);
    const running = await world.begun();
    expect([await lostAfter(world, 2 * minuteMs), await lostAfter(world, 2 * minuteMs + 1)]).toEqual([0, 1]);
    expect(await world.store.keepAlive(running, 60)).toBe(true);
    expect([await lostAfter(world, 11 * minuteMs), await lostAfter(world, 11 * minuteMs + 1)]).toEqual([0, 1]);
    await world.store.pause(running);
    expect(await lostAfter(world, 24 * 60 * minuteMs)).toBe(0);
  });

  it('says how often in a row AT&T was out of reach, until it was reached', async () => {
    const { store, begun, id } = bulkWorld(client);
    const running = await begun();
    await store.keepAlive(running, 60, 3);
    expect(await store.find(id)).toMatchObject({ outOfReach: 3 });
    await store.keepAlive(running, 60, 0);
    expect(await store.find(id)).not.toHaveProperty('outOfReach');
  });

  it('is ended once, with its rows counted, and nobody works on it any more', async () => {
    const world = bulkWorld(client);
    const running = await world.begun();
    await world.store.keepAlive(running, 60, 3);
    expect(await world.store.end(running, counts, 1)).toBe(true);
    const ended = await world.store.find(world.id);
    expect(ended).toMatchObject({ state: 'finished', counts, settled: 1, endedAt: ended!.updatedAt });
    expect(ended).not.toHaveProperty('outOfReach');
    expect(ended?.timeline?.at(-1)).toMatchObject({ type: 'ended', before: 'running', after: 'finished' });
    expect(await lostAfter(world, 24 * 60 * minuteMs)).toBe(0);
    for (const change of [
      () => world.store.end(running, counts, 1),
      () => world.store.end(ended!, counts, 1),
      () => world.store.keepAlive(running, 60),
    ])
      expect(await change()).toBe(false);
    expect(await world.store.pause(ended!)).toBeUndefined();
    expect(await world.store.goOn(ended!, 'running')).toBeUndefined();
    expect(await world.store.find(world.id)).toEqual(ended);
  });

  it('is paused with the reason, and another run goes on with it', async () => {
    const world = bulkWorld(client);
    const running = await world.begun();
    const paused = await world.store.pause(running, 'grant-withdrawn');
    expect(paused).toMatchObject({ state: 'paused', pausedBecause: 'grant-withdrawn', run: 1 });
    expect(paused?.timeline?.at(-1)).toMatchObject({ type: 'paused', reason: 'grant-withdrawn' });
    expect(await world.store.pause(running)).toBeUndefined();
    expect(await world.store.keepAlive(running, 60)).toBe(false);
    const resumed = await world.store.goOn(paused!, 'running');
    expect(resumed).toMatchObject({ state: 'running', run: 2 });
    expect(resumed).not.toHaveProperty('pausedBecause');
    expect(await lostAfter(world, 2 * minuteMs + 1)).toBe(1);
    expect(await world.store.goOn(paused!, 'running')).toBeUndefined();
    expect(await world.store.keepAlive({ ...resumed!, run: 1 }, 60)).toBe(false);
  });

  it('that was cancelled ends as cancelled', async () => {
    const { store, begun, id } = bulkWorld(client);
    const cancelled = await store.goOn(await begun(), 'cancelled');
    expect(await store.end(cancelled!, counts, 1)).toBe(true);
    expect(await store.find(id)).toMatchObject({ state: 'cancelled', endedAt: expect.any(String) as string });
  });
});

describe('what a bulk write is told to be', () => {
  const at = '2026-11-02T12:00:00.000Z';

  it.each([
    ['paused', { state: 'running' }, { state: 'paused' }, 'paused'],
    ['cancelled', { state: 'running' }, { state: 'cancelled' }, 'cancelled'],
    ['resumed', { state: 'paused' }, { state: 'running' }, 'resumed'],
    ['ended', { state: 'running' }, { state: 'finished', endedAt: at }, 'ended'],
    ['ended though it was cancelled before', { state: 'cancelled' }, { state: 'cancelled', endedAt: at }, 'ended'],
  ] as const)('is %s', (_, before, set, type) => {
    const { timeline } = timelineWith(before as never, at, set);
    expect(timeline).toEqual([{ at, type, before: before.state, after: set.state }]);
  });

  it('is nothing where only the run is another', () => {
    expect(timelineWith({ state: 'running' } as never, at, { state: 'running' })).toEqual({});
    expect(timelineWith({ state: 'running' } as never, at)).toEqual({});
  });

  it('is told so often, and then only that it has ended', () => {
    const one = { at, type: 'paused', before: 'running', after: 'paused' } as const;
    const told = (length: number) => ({ state: 'running', timeline: Array.from({ length }, () => one) }) as never;
    expect(timelineWith(told(mostChanges - 1), at, { state: 'paused' }).timeline).toHaveLength(mostChanges);
    expect(timelineWith(told(mostChanges), at, { state: 'paused' })).toEqual({});
    expect(timelineWith(told(mostChanges), at, { state: 'finished', endedAt: at }).timeline).toHaveLength(
      mostChanges + 1,
    );
  });
});

describe('a bulk write nobody works on', () => {
  const swept = async (world: ReturnType<typeof bulkWorld>, hasTime = () => true) => {
    const started: unknown[] = [];
    const startBulkWriter = (...run: unknown[]) => Promise.resolve(void started.push(run));
    const deps = { bulkWrites: world.store, startBulkWriter, log: world.log };
    return { restarted: await sweepBulkWrites(deps, [solutionProvider], hasTime), started };
  };

  it.each(['running', 'cancelled'] as const)('has another run bring it to its end: %s', async (state) => {
    const world = bulkWorld(client);
    const running = await world.begun();
    if (state === 'cancelled') await world.store.goOn(running, 'cancelled');
    const run = state === 'cancelled' ? 3 : 2;
    world.clock.advance(3 * minuteMs);
    expect(await swept(world)).toEqual({
      restarted: 1,
      started: [[`${world.id}-${run}-0`, { id: world.id, run, part: 0, slices: 0 }]],
    });
    expect(await world.store.find(world.id)).toMatchObject({ state, run });
    expect(world.log.lines).toMatchObject([
      { message: 'bulk-write-restarted', facts: { operation: 'change-number', solutionProvider } },
    ]);
    expect(await swept(world)).toEqual({ restarted: 0, started: [] });
  });

  it('is left to who was faster, and to the next time when there is none', async () => {
    const world = bulkWorld(client);
    await world.begun();
    world.clock.advance(3 * minuteMs);
    expect(await swept(world, () => false)).toEqual({ restarted: 0, started: [] });
    let looks = 0;
    expect(await swept(world, () => (looks += 1) < 2)).toEqual({ restarted: 0, started: [] });
    const slower = { ...world, store: { ...world.store, goOn: () => Promise.resolve(undefined) } };
    expect(await swept(slower)).toEqual({ restarted: 0, started: [] });
  });
});
