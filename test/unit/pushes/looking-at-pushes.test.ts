import { createPollJobStore } from '#polling/poll-job-store';
import { createTable } from '#platform/table/table';
import { applyPush, type ApplyDependencies } from '#pushes/apply-push';
import { sweepPushes } from '#pushes/sweep-pushes';
import { anyKind } from '#tracking/long-running/any-kind';
import { toStored } from '#tracking/long-running/long-running-request';
import { dynaliteClient, tableName } from '../../support/dynalite-client';
import { fixedClock } from '../../support/fakes';
import { solutionProvider } from '../../support/gateway-rig';
import { pushRig } from '../../support/push-rig';

const world = async (parts = {}) => {
  const clock = fixedClock();
  const table = createTable(await dynaliteClient(), tableName);
  const contract = { 'get-port-in': { push: { id: '/port', members: { '/state': '/word' }, ...parts } } };
  const rig = pushRig({ table, now: clock.now, contract });
  const swept = (hasTime = () => true, parts: Partial<ApplyDependencies> = {}, ...which: ['undecided'] | []) =>
    sweepPushes(() => ({ ...rig.applier(), ...parts }), [solutionProvider], hasTime, ...which);
  return { clock, rig, swept, table };
};
const unknownPort = '{"port":"P-9","word":"completed"}';
const personNeeded = (rig: Awaited<ReturnType<typeof world>>['rig']) =>
  rig.metrics.emitted.filter(({ values }) => 'PushesNotApplied' in values).length;

describe('looking at a message', () => {
  it('of what never becomes known ends after three days', async () => {
    const { clock, rig, swept } = await world();
    expect(await rig.push(unknownPort)).toBe('waiting');
    clock.advance(3 * 24 * 3_600_000);
    expect(await swept()).toEqual({ waiting: 1 });
    clock.advance(120_001);
    expect(await swept()).toEqual({ unclaimed: 1 });
    clock.advance(3_600_000);
    expect(await swept()).toEqual({});
    const push = (await rig.applier().pushes.list(solutionProvider, 'all', 1)).pushes[0]!;
    expect(push).toMatchObject({ state: 'unclaimed', kind: 'port-in', id: 'P-9' });
    expect(personNeeded(rig)).toBe(0);
  });

  it('calls for a person once where nobody understands it, and says why', async () => {
    const { clock, rig, swept } = await world();
    expect(await rig.push('{"other":1}')).toBe('not-understood');
    clock.advance(60_001);
    expect(await swept()).toEqual({ 'not-understood': 1 });
    expect(rig.metrics.emitted.filter(({ values }) => 'PushesNotApplied' in values)).toEqual([
      { about: { operation: 'push-applier', solutionProvider }, values: { PushesNotApplied: 1 } },
    ]);
    const facts = { solutionProvider, outcome: 'not-understood', failure: 'no-statement' };
    expect(rig.log.lines.filter(({ message }) => message === 'push-decided')).toMatchObject([{ facts }, { facts }]);
  });

  it('that is decided is left out, unless it is asked for again', async () => {
    const { rig } = await world();
    await rig.push(unknownPort);
    const push = (await rig.applier().pushes.list(solutionProvider, 'all', 1)).pushes[0]!;
    const decided = { ...push, state: 'late' as const };
    expect(await applyPush(rig.applier(), decided)).toBe(decided);
    expect(await applyPush(rig.applier(), decided, { again: true })).toMatchObject({ state: 'waiting' });
  });
});

describe('a run over messages', () => {
  it('looks at all that are due, page by page, as long as there is time', async () => {
    const { clock, rig, swept } = await world();
    for (let count = 0; count < 26; count += 1) await rig.send(`{"port":"P-${count}"}`);
    expect(await swept()).toEqual({});
    clock.advance(30_001);
    expect(await swept(() => false)).toEqual({});
    let left = 3;
    expect(await swept(() => (left -= 1) >= 0)).toEqual({ 'not-understood': 3 });
    expect(await swept()).toEqual({ 'not-understood': 23 });
    expect(await swept(() => true, {}, 'undecided')).toEqual({ 'not-understood': 26 });
  });

  it('leaves one that fails for the next', async () => {
    const { clock, rig, swept } = await world();
    for (const text of [unknownPort, '{"other":1}']) await rig.send(text);
    clock.advance(30_001);
    const { content } = rig.applier();
    const open: typeof content.open = async (push) =>
      push.shown === unknownPort ? Promise.reject(new Error('no key')) : content.open(push);
    expect(await swept(() => true, { content: { open } })).toEqual({ failed: 1, 'not-understood': 1 });
    expect(rig.log.lines).toContainEqual({
      ...{ level: 'error', message: 'push-not-looked-at' },
      facts: expect.objectContaining({ solutionProvider }) as object,
    });
    expect(await swept()).toEqual({ waiting: 1 });
  });
});

describe('a port-in that AT&T tells about', () => {
  const portIn = async () => {
    const { clock, rig, table } = await world({ at: '/since' });
    const time = () => new Date(clock.now()).toISOString();
    const observation = { at: time(), status: 'pending', state: 'pending', details: {} };
    const item = { kind: 'port-in', id: 'P-1', observation, solutionProvider, origin: 'here' } as const;
    await table.put(toStored(anyKind.newLongRunningRequest(item, {})));
    await createPollJobStore(table, clock.now).ensure({ solutionProvider, kind: 'port-in', id: 'P-1' }, () => []);
    const push = (word: string, since = time()) => rig.push(JSON.stringify({ port: 'P-1', word, since }));
    return { clock, rig, time, push };
  };

  it('moves by what is new, once, and says who showed it', async () => {
    const { clock, rig, time, push } = await portIn();
    const before = time();
    clock.advance(60_000);
    expect(await push('completed')).toBe('applied');
    const item = await rig.itemOf('port-in', 'P-1');
    expect(item).toMatchObject({ state: 'completed', stateAt: time() });
    expect((item?.['timeline'] as object[]).at(-1)).toMatchObject({ type: 'state-changed', by: 'push-applier' });
    clock.advance(60_000);
    expect([await push('completed'), await push('pending'), await push('pending', before)]).toEqual([
      ...['known', 'late', 'late'],
    ]);
    expect(await rig.itemOf('port-in', 'P-1')).toEqual(item);
    expect(rig.started).toEqual([]);
  });

  it('keeps an end that a message contradicts; AT&T and a person are asked', async () => {
    const { clock, rig, push } = await portIn();
    clock.advance(60_000);
    await push('completed');
    const item = await rig.itemOf('port-in', 'P-1');
    clock.advance(60_000);
    expect(await push('cancelled')).toBe('contradicts');
    expect(await rig.itemOf('port-in', 'P-1')).toEqual(item);
    expect([rig.started.length, personNeeded(rig)]).toEqual([1, 1]);
  });

  it('stays where nobody knows the word, or since when', async () => {
    const { rig, push } = await portIn();
    expect([await push('odd'), await push('completed', 'today')]).toEqual(['not-understood', 'not-understood']);
    const whys = (await rig.applier().pushes.list(solutionProvider, 'all', 9)).pushes.map(({ whyNot }) => whyNot);
    expect(whys.toSorted()).toEqual(['no-state', 'no-time']);
    expect(await rig.itemOf('port-in', 'P-1')).toMatchObject({ state: 'pending' });
  });
});
