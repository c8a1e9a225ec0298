import { Problem } from '#domain/problems/problems';
import type { Question, ReadOperation } from '#domain/define-operation';
import { ask } from '#drift/ask';
import type { Found } from '#drift/difference';
import { lookAt } from '#drift/look';
import { compareViews } from '#drift/run';
import { operation as getPortIn } from '#operations/get-port-in/operation';
import { portIns } from '../../../tools/simulator/behaviours/mobility/port-ins';
import { solutionProvider } from '../../support/gateway-rig';
import { driftWorld, type DriftWorld } from './world';

/** Port-ins that a client has seen, completed at AT&T; polled to their end. */
const withPortIns = async (world: DriftWorld, count: number): Promise<string[]> => {
  const ids = Array.from({ length: count }, (_, index) => `PORT-${index + 1}`);
  for (const [index, id] of ids.entries()) {
    world.atAtt(portIns, id, { id, subscriberNumber: `212555026${index}`, state: 'completed' });
    await world.rig.call('get-port-in', { path: { portInId: id } });
    world.advance('PT1S');
  }
  world.advance('PT2H');
  return ids;
};

const goOn = (world: DriftWorld, hasTime = () => true) => compareViews(() => world.deps, [solutionProvider], hasTime);

it('asks no more than half of the polls of a minute, and goes on in later minutes where it was', async () => {
  const world = await driftWorld({ pollsPerMinute: 6 });
  const ids = await withPortIns(world, 4);
  world.atAtt(portIns, ids[3]!, { state: 'pending' });
  world.att.calls.length = 0;
  const asked: number[] = [];
  for (let minute = 0; minute < 10; minute += 1) {
    const before = world.att.calls.length;
    const report = await goOn(world);
    asked.push(world.att.calls.length - before);
    if (report[solutionProvider] === 'finished') break;
    world.advance('PT1M');
  }
  // A port-in takes two questions; the half of the next one is asked again.
  expect(asked).toEqual([3, 3, 3, 2]);
  expect((await world.deps.drift.latest(solutionProvider))!).toMatchObject({ things: 4, missed: 0, differences: 1 });
});

it('leaves the polls of a minute to pollers that need them', async () => {
  const world = await driftWorld({ pollsPerMinute: 6 });
  await withPortIns(world, 1);
  for (let poll = 0; poll < 3; poll += 1) await world.deps.budget.take(solutionProvider);
  world.att.calls.length = 0;
  expect(await goOn(world)).toEqual({ [solutionProvider]: 'under-way' });
  expect(world.att.calls).toEqual([]);
  world.advance('PT1M');
  expect(await goOn(world)).toEqual({ [solutionProvider]: 'finished' });
});

it('gets past a thing that takes more questions than a minute has', async () => {
  const world = await driftWorld({ pollsPerMinute: 1 });
  await withPortIns(world, 2);
  for (let minute = 0; minute < 10; minute += 1) {
    world.advance('PT1M');
    if ((await goOn(world))[solutionProvider] === 'finished') break;
  }
  expect((await world.deps.drift.latest(solutionProvider))!).toMatchObject({ things: 2, missed: 2 });
  expect((await world.deps.drift.latest(solutionProvider))!.finishedAt).toBeDefined();
});

it('is done once a day, whoever calls how often, and again on the next', async () => {
  const world = await driftWorld();
  await withPortIns(world, 1);
  await goOn(world);
  const first = await world.deps.drift.latest(solutionProvider);
  world.att.calls.length = 0;
  expect(await goOn(world)).toEqual({ [solutionProvider]: 'finished' });
  expect(world.att.calls).toEqual([]);
  world.advance('P1D');
  await goOn(world);
  expect(world.att.calls.length).toBeGreaterThan(0);
  expect((await world.deps.drift.latest(solutionProvider))!.startedAt > first!.startedAt).toBe(true);
});

it('goes on where a call was cut for time, and does nothing twice', async () => {
  const world = await driftWorld();
  await withPortIns(world, 3);
  world.att.calls.length = 0;
  let looks = 0;
  await goOn(world, () => (looks += 1) <= 3);
  expect((await world.deps.drift.latest(solutionProvider))!).toMatchObject({ things: 2 });
  expect(await goOn(world)).toEqual({ [solutionProvider]: 'finished' });
  const read = world.att.calls.filter(({ operation }) => operation === 'get-port-in');
  expect(read).toHaveLength(3);
});

it('leaves a run to who goes on with it already', async () => {
  const world = await driftWorld();
  await withPortIns(world, 3);
  await Promise.all([goOn(world), goOn(world)]);
  expect((await world.deps.drift.latest(solutionProvider))!).toMatchObject({ things: 3 });
});

describe.each([
  ['AT&T did not answer for', new Problem('upstream-unavailable', { retryAfterSeconds: 1 }), []],
  ['looking at failed of', new Error('quotes 2125550260'), ['drift-not-looked-at']],
])('what %s', (_why, failure, logged) => {
  it('counts as not looked at, and the others are looked at', async () => {
    const world = await driftWorld();
    const [first, second] = await withPortIns(world, 2);
    world.atAtt(portIns, second!, { state: 'pending' });
    const call: typeof world.deps.att.call = (asked) =>
      asked.request.path['portInId'] === first ? Promise.reject(failure) : world.rig.att.call(asked);
    await compareViews(
      () => ({ ...world.deps, att: { call } }),
      [solutionProvider],
      () => true,
    );
    const run = (await world.deps.drift.latest(solutionProvider))!;
    expect(run).toMatchObject({ things: 2, missed: 1, differences: 1 });
    const { differences } = await world.deps.drift.found(run, 10);
    expect(differences.map(({ id }) => id)).toEqual([second]);
    const lines = world.rig.log.lines.filter(({ level }) => level === 'error');
    expect(lines.map(({ message }) => message)).toEqual(logged);
    expect(JSON.stringify(world.rig.log.lines)).not.toContain('2125550260');
  });
});

it('ends a call once AT&T answers nothing any more, and the next goes on behind it', async () => {
  const world = await driftWorld();
  const failure = new Problem('upstream-unavailable', { retryAfterSeconds: 1 });
  await withPortIns(world, 8);
  const asked: string[] = [];
  const call: typeof world.deps.att.call = ({ operation }) => {
    asked.push(operation.id);
    return Promise.reject(failure);
  };
  expect(
    await compareViews(
      () => ({ ...world.deps, att: { call } }),
      [solutionProvider],
      () => true,
    ),
  ).toEqual({
    [solutionProvider]: 'under-way',
  });
  expect(asked).toHaveLength(10);
  expect(await goOn(world)).toEqual({ [solutionProvider]: 'finished' });
  expect((await world.deps.drift.latest(solutionProvider))!).toMatchObject({ things: 8, missed: 10 });
});

it('asks AT&T nothing for a Solution Provider that is disabled, and compares once it is served again', async () => {
  const world = await driftWorld();
  const [id] = await withPortIns(world, 1);
  let level: 'disabled' | 'read-only' | undefined = 'disabled';
  const deps = { ...world.deps, restrictionOf: () => Promise.resolve(level) };
  world.att.calls.length = 0;
  expect(
    await compareViews(
      () => deps,
      [solutionProvider],
      () => true,
    ),
  ).toEqual({});
  expect(await ask(deps, getPortIn, { path: { portInId: id! }, query: {} }, solutionProvider)).toEqual({
    is: 'missed',
  });
  expect(world.att.calls).toEqual([]);
  level = 'read-only';
  expect(
    await compareViews(
      () => deps,
      [solutionProvider],
      () => true,
    ),
  ).toEqual({ [solutionProvider]: 'finished' });
  expect(world.att.calls.length).toBeGreaterThan(0);
});

it('looks for other port-ins of a number that is known by what the item has for itself alone', async () => {
  const world = await driftWorld();
  const id = await world.completedPortIn('2125550249');
  world.atAtt(portIns, 'PORT-ELSEWHERE', { id: 'PORT-ELSEWHERE', subscriberNumber: '2125550249', state: 'pending' });
  world.advance('PT2H');
  const stored = await world.rig.longRunning.items.find('port-in', solutionProvider, id);
  const item = { ...stored!, details: {}, guards: ['number:2125550249'] };
  const found: Found[] = [];
  const looking = {
    ...world.deps,
    solutionProvider,
    tell: (one: Found) => void found.push(one),
    isFirst: () => true,
    ask: (read: ReadOperation, question: Question) => ask(world.deps, read, question, solutionProvider),
  };
  await lookAt(looking, 'port-in', item);
  expect(found.filter(({ what }) => what === 'unknown-here')).toMatchObject([{ id: 'PORT-ELSEWHERE' }]);
});
