import { operation as getPortIn } from '#operations/get-port-in/operation';
import { operation as requestPortIn } from '#operations/request-port-in/operation';
import type { RestrictionLevel } from '#domain/restriction';
import { newSightingItem, sightingSchema } from '#polling/sighting';
import type { ExecutionInput } from '#polling/state-machine-io';
import { sightingKind, startTakingIn, takeInSighting } from '#polling/take-in-sighting';
import type { CallContext } from '#requests/call-context';
import { anyKind } from '#tracking/long-running/any-kind';
import { createLongRunningStore } from '#tracking/long-running/long-running-store';
import { createUniqueLocks } from '#tracking/long-running/unique-locks';
import { quickClient } from '../../support/quick-client';
import { learned, pollingWorld, solutionProvider, subjectOf, type PollingWorldOptions } from './world';

const reading = (id = 'P1', operation: CallContext['operation'] = getPortIn): CallContext => ({
  operation,
  request: { path: { portInId: id }, query: {} },
  solutionProvider,
  clientId: 'client',
});

/** AT&T shows a port-in as completed that is known as acknowledged. */
const seenWorld = async (options: Partial<PollingWorldOptions> = {}) => {
  const startMs = Date.UTC(2026, 10, 3, 15);
  const world = pollingWorld({
    client: quickClient(),
    replyTo: () => ({ id: 'P1', state: 'completed' }),
    startMs,
    ...options,
  });
  const { table, clock } = world;
  await learned(world, subjectOf(requestPortIn, { subscriberNumber: '2125550120' }), {
    id: 'P1',
    state: 'acknowledged',
  });
  const started: { name: string; input: ExecutionInput }[] = [];
  /** A read leaves a sighting, and the stream has it taken in. */
  const see = async (context = reading()) => {
    const item = newSightingItem(context, clock.now());
    await table.put(item);
    await startTakingIn((name, input) => {
      started.push({ name, input });
      return Promise.resolve();
    }, item);
    return started.at(-1)!.input;
  };
  const items = createLongRunningStore(table, createUniqueLocks(table, clock.now), clock.now, anyKind);
  return {
    ...world,
    started,
    see,
    stateOf: async (id = 'P1') => (await items.find('port-in', solutionProvider, id))?.state,
    left: async (input: ExecutionInput) => world.sightings.sightings.find(solutionProvider, input.id),
  };
};

it('names the question by a digest, in any order of its members, and has nothing of the answer', () => {
  const asked = { ...reading(), request: { path: { portInId: 'P1' }, query: { b: '2', a: '1' } } };
  const turned = { ...reading(), request: { path: { portInId: 'P1' }, query: { a: '1', b: '2' } } };
  const [one, same, other] = [asked, turned, reading()].map((context) =>
    sightingSchema.parse(newSightingItem(context, 0)),
  );
  expect(one!.digest).toBe(same!.digest);
  expect(one!.digest).not.toBe(other!.digest);
  expect(Object.keys(newSightingItem(asked, 0)).toSorted()).toEqual(
    ['digest', 'expiresAt', 'operation', 'path', 'pk', 'query', 'seenAt', 'sk', 'solutionProvider'].toSorted(),
  );
});

it('is asked about at once, under a name that says nothing, and the same however often the stream tells of it', async () => {
  const world = await seenWorld();
  await world.see();
  await world.see();
  expect(world.started[0]).toEqual(world.started[1]);
  expect(world.started[0]!.name).toMatch(/^sighting-[\w-]{32}-[\da-z]+$/);
  expect(world.started[0]!.input).toMatchObject({ kind: sightingKind, waitSeconds: 0, polls: 0 });
});

it('has AT&T asked, and what AT&T shows is recorded; what was only read goes for nothing', async () => {
  const world = await seenWorld();
  const input = await world.see();
  expect(await world.stateOf()).toBe('submitted');
  expect(await takeInSighting(world.sightings, input)).toMatchObject({ done: true, outcome: 'final' });
  expect(world.att.calls.map(({ operation, request }) => [operation.id, request])).toEqual([
    ['get-port-in', { path: { portInId: 'P1' }, query: {} }],
  ]);
  expect(await world.stateOf()).toBe('completed');
  expect(await world.left(input)).toBeUndefined();
});

it('of something nobody has heard of has it known, and polled', async () => {
  const world = await seenWorld({ replyTo: () => ({ id: 'P9', state: 'pending' }) });
  await takeInSighting(world.sightings, await world.see(reading('P9')));
  expect(await world.stateOf('P9')).toBe('pending');
  expect(await world.pollJobs.find({ solutionProvider, kind: 'port-in', id: 'P9' })).toBeDefined();
});

it('that AT&T was asked about is asked about no more', async () => {
  const world = await seenWorld();
  const input = await world.see();
  await takeInSighting(world.sightings, input);
  expect(await takeInSighting(world.sightings, input)).toMatchObject({ done: true, outcome: 'superseded' });
  expect(world.att.calls).toHaveLength(1);
});

it('left while AT&T was being asked is asked about once more', async () => {
  const again: { see?: () => Promise<ExecutionInput> } = {};
  const world = await seenWorld({
    replyTo: () => {
      world.clock.advance(1);
      void again.see?.();
      return { id: 'P1', state: 'pending' };
    },
  });
  again.see = world.see;
  const input = await world.see();
  await takeInSighting(world.sightings, input);
  delete again.see;
  expect(await world.left(input)).toBeDefined();
  await takeInSighting(world.sightings, world.started.at(-1)!.input);
  expect(world.att.calls).toHaveLength(2);
  expect(await world.left(input)).toBeUndefined();
});

it('is asked about ever less often while AT&T does not say, no sooner than AT&T wants, and given up after a day', async () => {
  const world = await seenWorld({ replyTo: () => 503 });
  const first = await world.see();
  const waits: number[] = [];
  let output = await takeInSighting(world.sightings, first);
  while (!output.done) {
    waits.push(output.waitSeconds);
    world.clock.advance(output.waitSeconds * 1_000);
    output = await takeInSighting(world.sightings, output);
  }
  expect(output.outcome).toBe('gave-up');
  // AT&T asks for half an hour.
  expect(waits.slice(0, 8)).toEqual([1_800, 1_800, 1_800, 1_800, 1_800, 1_920, 3_600, 3_600]);
  expect(world.log.lines.at(-1)).toMatchObject({ level: 'warn', message: 'sighting-given-up' });
  expect(await world.left(first)).toBeUndefined();
  expect(await world.stateOf()).toBe('submitted');
});

it.each<[string, RestrictionLevel | undefined, boolean, number]>([
  ['is kept from AT&T', 'disabled', true, 0],
  ['may only read', 'read-only', true, 1],
  ['has used up its polls of the minute', undefined, false, 0],
])('of a Solution Provider that %s', async (_, level, hasBudget, calls) => {
  const world = await seenWorld();
  const input = await world.see();
  const deps = {
    ...world.sightings,
    restrictionOf: () => Promise.resolve(level),
    budget: { take: () => Promise.resolve(hasBudget) },
  };
  expect(await takeInSighting(deps, input)).toMatchObject({ done: calls === 1 });
  expect(world.att.calls).toHaveLength(calls);
  expect((await world.left(input)) === undefined).toBe(calls === 1);
});

it.each([
  ['a write', { ...requestPortIn, id: 'request-port-in' }],
  ['an operation that there is not', { ...getPortIn, id: 'make-it-up' }],
])('that names %s asks nothing and ends', async (_, operation) => {
  const world = await seenWorld();
  // What stands in an item is whatever whoever wrote it wanted.
  const input = await world.see(reading('P1', operation));
  expect(await takeInSighting(world.sightings, input)).toMatchObject({ done: true, outcome: 'not-trackable' });
  expect(world.att.calls).toEqual([]);
  expect(await world.left(input)).toBeUndefined();
});

it('is taken in whole, or again: a process that dies after it has recorded asks once more and changes nothing', async () => {
  const world = await seenWorld();
  const input = await world.see();
  const dying = { ...world.sightings.sightings, end: () => Promise.reject(new Error('killed')) };
  await expect(takeInSighting({ ...world.sightings, sightings: dying }, input)).rejects.toThrow('killed');
  expect(await world.stateOf()).toBe('completed');
  expect(await takeInSighting(world.sightings, input)).toMatchObject({ outcome: 'final' });
  expect(await world.left(input)).toBeUndefined();
});

it('that says of itself that it never ends is given up all the same', async () => {
  const world = await seenWorld({ replyTo: () => 503 });
  const input = await world.see();
  const item = newSightingItem(reading(), world.clock.now());
  await world.table.put({ ...item, expiresAt: 32_503_680_000 });
  let [output, questions] = [await takeInSighting(world.sightings, input), 1];
  for (; !output.done && questions < 100; questions += 1) {
    world.clock.advance(output.waitSeconds * 1_000);
    output = await takeInSighting(world.sightings, output);
  }
  expect([output.outcome, world.att.calls.length]).toEqual(['gave-up', 36]);
  expect(await world.left(input)).toBeUndefined();
});
