import { createTable } from '#platform/table/table';
import { newPushItem, nextLookAt, pushSchema, type Push, type PushDecision } from '#pushes/push';
import { createPushContent } from '#pushes/push-content';
import { createPushKeeper, createPushStore } from '#pushes/push-store';
import { dataKeys } from '../../support/data-keys';
import { dynaliteClient, tableName } from '../../support/dynalite-client';
import { fixedClock } from '../../support/fakes';

const world = async () => {
  const clock = fixedClock();
  const table = createTable(await dynaliteClient(), tableName);
  const content = createPushContent(dataKeys('pushes'));
  const [keeper, store] = [createPushKeeper(table, content, clock.now), createPushStore(table, clock.now)];
  const kept = async (text: string, solutionProvider = 'A'): Promise<Push> =>
    (await store.find({ solutionProvider, pushId: await keeper.keep(solutionProvider, text) }))!;
  const decided = async (push: Push, decision: PushDecision): Promise<Push> => {
    await store.decide(push, decision);
    return (await store.find(push))!;
  };
  const due = async () => (await store.open('A', 10)).pushes.map(({ pushId }) => pushId);
  return { clock, content, store, kept, decided, due };
};

it.each([
  [0, 30],
  [1, 60],
  [2, 120],
  [4, 480],
  [5, 600],
  [40, 600],
])('after %i looks the next comes in %i seconds', (looks, seconds) => {
  expect(nextLookAt(1_000, looks)).toBe(new Date(1_000 + seconds * 1_000).toISOString());
});

describe('a message', () => {
  it('is kept once, however often it comes, and for each Solution Provider', async () => {
    const { kept, content, store, clock } = await world();
    const first = await kept('{"a":1}');
    expect(first).toMatchObject({ state: 'received', times: 1, looks: 0, shown: '{"a":1}' });
    expect(first.receivedAt).toBe(new Date(clock.now()).toISOString());
    expect(await content.open(first)).toBe('{"a":1}');
    expect(await kept('{"a":1}')).toEqual({ ...first, times: 2 });
    expect((await kept('{"a":2}')).pushId).not.toBe(first.pushId);
    expect((await kept('{"a":1}', 'B')).pushId).not.toBe(first.pushId);
    expect((await store.list('A', 'all', 10)).pushes).toHaveLength(2);
    await expect(content.open({ ...first, pushId: 'another' })).rejects.toThrow();
  });

  it('is due after half a minute unless somebody has looked', async () => {
    const { kept, due, clock, store } = await world();
    const push = await kept('{"a":1}');
    expect(await due()).toEqual([]);
    expect((await store.list('A', 'undecided', 10)).pushes).toEqual([push]);
    clock.advance(30_001);
    expect(await due()).toEqual([push.pushId]);
    expect((await store.open('B', 10)).pushes).toEqual([]);
  });

  it('stays open until it is decided', async () => {
    const { kept, decided, due, clock, store } = await world();
    const push = await kept('{"a":1}');
    const looked = await decided(push, { state: 'not-understood', whyNot: 'no-state' });
    const lookedAt = new Date(clock.now()).toISOString();
    expect(looked).toEqual({ ...push, state: 'not-understood', whyNot: 'no-state', looks: 1, lookedAt });
    clock.advance(59_999);
    expect(await due()).toEqual([]);
    clock.advance(2);
    expect(await due()).toEqual([push.pushId]);
    const about = { kind: 'port-in', id: 'P-1' };
    expect(await decided(looked, { state: 'applied', ...about })).toEqual({
      ...push,
      ...{ state: 'applied', ...about, looks: 2, lookedAt: new Date(clock.now()).toISOString() },
    });
    clock.advance(3_600_000);
    expect([await due(), (await store.list('A', 'undecided', 10)).pushes]).toEqual([[], []]);
    expect((await store.list('A', 'all', 10)).pushes).toHaveLength(1);
  });

  it('is decided by the faster of two', async () => {
    const { kept, decided } = await world();
    const push = await kept('{"a":1}');
    const waiting = await decided(push, { state: 'waiting' });
    expect(await decided(push, { state: 'applied' })).toEqual(waiting);
  });

  it('has pages', async () => {
    const { kept, store, clock } = await world();
    for (const one of [1, 2, 3]) await kept(`{"a":${one}}`);
    clock.advance(60_000);
    const first = await store.open('A', 2);
    const rest = await store.open('A', 2, first.next);
    expect([first.pushes.length, rest.pushes.length]).toEqual([2, 1]);
    expect(rest).not.toHaveProperty('next');
  });
});

it('a new item is a message with its keys', () => {
  const push = { solutionProvider: 'A', pushId: '1', sealed: new Uint8Array([1]), keyId: 'k', shown: '' };
  expect(pushSchema.safeParse(newPushItem(push, 0)).error).toBeUndefined();
});
