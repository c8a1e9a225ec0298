import { NotInvoked, type FunctionAnswer } from '#bulk/invoke';
import { work } from '#bulk/work';
import type { BulkWrite } from '#bulk/bulk-write';
import { dynaliteClient, type Client } from '../../support/dynalite-client';
import { bulkWorld } from './world';

let client: Client;
beforeEach(async () => (client = await dynaliteClient()));

const done: FunctionAnswer = { statusCode: 200, headers: {}, body: '{}' };
const refused: FunctionAnswer = {
  ...{ statusCode: 503, headers: {} },
  body: JSON.stringify({ code: 'service-unavailable', retryable: true }),
};
const unknown: FunctionAnswer = {
  ...{ statusCode: 202, headers: { location: '/v1/requests/req_1' } },
  body: JSON.stringify({ outcome: 'unknown' }),
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

describe('AT&T out of reach', () => {
  it('keeps everything else waiting, and one call finds out whether it still is', async () => {
    const { slice, reply, invoked, found, clock, states } = await started(12);
    reply.with = () => refused;
    expect(await slice()).toMatchObject({ done: false, waitSeconds: 5 });
    expect(invoked).toHaveLength(4);
    expect(await found()).toMatchObject({ outOfReach: 1 });
    for (const [times, waitSeconds] of [
      [2, 10],
      [3, 20],
    ] as const) {
      clock.advance(30_000);
      invoked.length = 0;
      expect(await slice()).toMatchObject({ waitSeconds });
      expect(invoked).toHaveLength(1);
      expect(await found()).toMatchObject({ outOfReach: times });
    }
    // One that was not tried yet.
    expect(Number(invoked[0]?.event.requestContext.requestId.split(':').at(-1))).toBeGreaterThanOrEqual(4);
    clock.advance(300_000);
    reply.with = () => done;
    await slice();
    expect(new Set(await states())).toEqual(new Set(['succeeded']));
  });

  it('is waited for no longer than five minutes, and no shorter than it asks', async () => {
    const { slice, reply, store, bulkWrite } = await started(1);
    await store.keepAlive(bulkWrite, 1, 30);
    reply.with = () => refused;
    expect(await slice()).toMatchObject({ waitSeconds: 300 });
    const other = await started(1);
    other.reply.with = () => ({ ...refused, headers: { 'retry-after': 120 } });
    expect(await other.slice()).toMatchObject({ waitSeconds: 120 });
  });

  it('is so at once where Lambda takes no call, and after three in a row of unknown outcome', async () => {
    const throttled = await started(1);
    throttled.reply.with = () => new NotInvoked('TooManyRequestsException');
    expect(await throttled.slice()).toMatchObject({ waitSeconds: 5 });
    expect(await throttled.found()).toMatchObject({ outOfReach: 1 });
    for (const [count, outOfReach] of [
      [2, undefined],
      [3, 1],
    ] as const) {
      const doubted = await started(count);
      doubted.reply.with = () => unknown;
      await doubted.slice();
      expect((await doubted.found()).outOfReach).toBe(outOfReach);
    }
  });

  it('is found out by a call that is sent, and is so still where nobody knows whether that one was', async () => {
    const { slice, reply, calls, id, standing, clock, invoked, store, bulkWrite, found } = await started(6);
    for (let number = 0; number < 6; number += 1) {
      const begun = (await calls.begin(id, await standing(number)))!;
      if (number < 5) await calls.postpone(id, begun, 'waiting', clock.now(), {});
      else await calls.postpone(id, begun, 'unknown', clock.now(), {});
      if (number < 5) await calls.begin(id, await standing(number));
      if (number < 5) await calls.postpone(id, await standing(number), 'waiting', clock.now(), {});
    }
    await store.keepAlive(bulkWrite, 1, 2);
    reply.with = () => unknown;
    await slice();
    expect(invoked.map(({ event }) => event.requestContext.requestId.split(':').at(-1))).toEqual(['0', '5']);
    expect(await found()).toMatchObject({ outOfReach: 3 });
  });

  it('is not so where unknown outcomes are not in a row', async () => {
    const { slice, reply, found } = await started(9);
    reply.with = (number) => (number % 3 === 2 ? done : unknown);
    await slice();
    expect(await found()).not.toHaveProperty('outOfReach');
  });

  it('is not forgotten for those that got through beside it, nor for what is only asked of records', async () => {
    const one = await started(4);
    one.reply.with = (number) => (number === 0 ? refused : done);
    expect(await one.slice()).toMatchObject({ done: false, waitSeconds: 5 });
    expect(await one.found()).toMatchObject({ outOfReach: 1 });
    const other = await started(1);
    const begun = (await other.calls.begin(other.id, await other.standing()))!;
    await other.calls.postpone(other.id, begun, 'unknown', other.clock.now(), {});
    await other.store.keepAlive(other.bulkWrite, 1, 2);
    other.reply.with = () => unknown;
    await other.slice();
    expect(await other.found()).toMatchObject({ outOfReach: 2 });
  });

  it('is forgotten once a call gets through', async () => {
    const { slice, store, bulkWrite, found, invoked } = await started(2);
    await store.keepAlive(bulkWrite, 1, 2);
    let left = 1;
    await slice(() => (left -= 1) >= 0);
    expect(invoked).toHaveLength(1);
    expect(await found()).not.toHaveProperty('outOfReach');
  });

  it('keeps nobody from asking how what is unknown has ended', async () => {
    const { slice, reply, calls, id, standing, clock, invoked, store, bulkWrite } = await started(2);
    const begun = (await calls.begin(id, await standing(1)))!;
    await calls.postpone(id, begun, 'unknown', clock.now(), {});
    await store.keepAlive(bulkWrite, 1, 2);
    reply.with = (number) => (number === 0 ? refused : done);
    await slice();
    expect(invoked.map(({ event }) => event.requestContext.requestId.split(':').at(-1))).toEqual(['0', '1']);
    expect((await standing(1)).state).toBe('succeeded');
  });
});
