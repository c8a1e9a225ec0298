import { operationById, type OperationId } from '#operations/registry';
import { setTimeout as sleep } from 'node:timers/promises';
import { createTable } from '#platform/table/table';
import { createNameClaims } from '#requests/records-of-calls';
import { requestKey } from '#requests/request-record';
import { createRequestStore } from '#requests/request-store';
import { tableName } from '../../tools/local/store';
import type { GatewayCall } from '../../tools/soak/command';
import { called, reconciled, recordIdOf, requestViewOf, startWorld, type World } from '../../tools/soak/world';
import { inTurn } from '../support/in-turn';
import { createTally, goodStatusOf, preparedCall, timesDone, wordsOf, writes } from './prepared-call';
import { tracesOf, type Trace, type Traces } from './trace';

jest.setTimeout(240_000);

let world: World;
let traces: Traces;
const tally = createTally(`kills over ${writes.length} writes (point → found by the reconciler → in the end)`);
beforeAll(async () => {
  world = await startWorld();
  traces = await tracesOf(world);
});
afterAll(async () => {
  tally.print();
  await world.close();
});

/** Where the process is killed: at the n-th request to the table, or when AT&T has done it and not answered yet. */
type Point = { name: string; at: 'att' } | { name: string; at: number; when: 'before' | 'after' };

/** Before and after every request to the table; the five points that have to hold are among them for every operation. */
const pointsOf = ({ before, after }: Trace): Point[] => [
  { name: 'before-claim', at: 0, when: 'before' },
  ...before.map((_, index): Point => ({
    name: index > 0 && index === before.length - 1 ? 'after-begin-before-send' : 'after-claim-before-send',
    at: index,
    when: 'after',
  })),
  { name: 'after-effect-before-answer', at: 'att' },
  { name: 'after-answer-before-finish', at: before.length, when: 'before' },
  ...after.map((_, index): Point => ({ name: 'after-finish-before-reply', at: before.length + index, when: 'after' })),
];

/** Of these every write is killed at each: what is found out afterwards differs by write. */
const dangerous = ['after-begin-before-send', 'after-effect-before-answer', 'after-answer-before-finish'];

/** Makes the call in a process that is killed at the point. */
const killedAt = async (point: Point, call: GatewayCall): Promise<void> => {
  const doomed = await world.processes.fresh();
  if (point.at === 'att') {
    const { route: operation, solutionProvider } = call;
    await world.sim('POST faults', { operation, solutionProvider, fault: { delayMs: 10_000 } });
    const state = { isAnswered: false };
    const answered = called(doomed, call).finally(() => (state.isAnswered = true));
    while (!state.isAnswered && (await timesDone(world, call)) === 0) await sleep(2);
    doomed.kill();
    expect(await answered).toBeUndefined();
    return;
  }
  const { at, when } = point;
  const watch = world.table.watch(wordsOf(call), (index) =>
    index === at ? { when, what: () => doomed.kill() } : undefined,
  );
  expect(await called(doomed, call)).toBeUndefined();
  watch.end();
};

/** What the caller named the call that has no answer. */
const callId = 'without-an-answer';

/** The record that the call leads to: at once, and by what the stream has stored a moment later. */
const ledTo = async (call: GatewayCall): Promise<(string | undefined)[]> => {
  const { solutionProvider } = call;
  const atOnce = await requestViewOf(world, solutionProvider, callId);
  const table = createTable(world.table.client, tableName);
  const record = await table.get(requestKey(recordIdOf(call)));
  if (record) await createNameClaims(table)(undefined, record);
  const later = await createRequestStore(table, Date.now).findBy(solutionProvider, callId);
  return [atOnce?.['requestId'] as string | undefined, later?.requestId];
};

/** Kills, looks the call up, repeats in another process, reconciles, repeats again. */
const story = async (point: Point, call: GatewayCall) => {
  const outcome = async () => (await requestViewOf(world, call.solutionProvider, recordIdOf(call)))?.outcome;
  await killedAt(point, call);
  const led = await ledTo(call);
  const whenKilled = await timesDone(world, call);
  const repeated = await called(world.processes.lasting(), call);
  const whenRepeated = await timesDone(world, call);
  await reconciled(world, [call.solutionProvider]);
  const found = await outcome();
  const whenFound = await timesDone(world, call);
  const again = await called(world.processes.lasting(), call);
  const atLast = await timesDone(world, call);
  return {
    statuses: [repeated?.status, again?.status],
    retryAfter: repeated?.headers['retry-after'],
    bodies: [repeated?.body, again?.body],
    done: [whenKilled, whenRepeated, whenFound, atLast],
    led,
    found,
    last: await outcome(),
  };
};

type Story = Awaited<ReturnType<typeof story>>;

/** Whether AT&T shows the same before and after the write is made: it was already as the write wanted it. */
const wasSoBefore = async (call: GatewayCall): Promise<boolean> => {
  const { idempotency, readBack } = operationById(call.route as OperationId); // Calls here are of operations.
  const value = call.body;
  const body = value === undefined ? {} : { body: { value, text: JSON.stringify(value) } };
  const [question] = readBack?.request({ path: call.path ?? {}, query: call.query ?? {}, ...body }) ?? [];
  if (idempotency !== 'optional' || !readBack || !question) return false;
  const read = {
    ...question,
    kind: 'call' as const,
    route: readBack.by.id,
    solutionProvider: call.solutionProvider,
  };
  const before = await called(world.processes.lasting(), read);
  await called(world.processes.lasting(), { ...call, headers: { 'idempotency-key': 'another' } });
  return (await called(world.processes.lasting(), read))?.body === before?.body;
};

describe.each(writes)('%s', (id) => {
  it('happens at most once, and is seen as it is, wherever its process is killed', async () => {
    const all = pointsOf(traces.of(id));
    expect(new Set(all.map(({ name }) => name)).size).toBeGreaterThanOrEqual(5);
    const points = all.filter(({ name }) => traces.isTriedWhole(id) || dangerous.includes(name));
    await inTurn(points, 3, async (point) => {
      const call = await preparedCall(world, id, { headers: { 'x-request-id': callId } });
      const told = await story(point, call);
      const { done, found, last, led } = told;
      const [, , whenFound, atLast = 0] = done;
      tally.count(`${point.name} → ${found} → ${last}`);
      const context = { id, point, told };
      // Never twice, and never sent again by a repeat that cannot know.
      expect({ ...context, most: Math.max(...done) }).toEqual({ ...context, most: Math.min(1, atLast) });
      const wrong = found === 'succeeded' && whenFound === 0 && !(await wasSoBefore(call));
      expect({ ...context, wrong: wrong || (found === 'not-applied' && whenFound === 1) }).toEqual({
        ...context,
        wrong: false,
      });
      // Whoever knows nothing but the call’s id is never told that there is no such write.
      const leadsTo = point.name === 'before-claim' ? undefined : recordIdOf(call);
      expect({ ...context, led }).toEqual({ ...context, led: [leadsTo, leadsTo] });
      expect(told).toMatchObject(expected(point, id, told));
      if (told.statuses[0] === told.statuses[1]) expect(told.bodies[1]).toBe(told.bodies[0]);
    });
  });
});

const expected = (point: Point, id: OperationId, { found, last }: Pick<Story, 'found' | 'last'>): object => {
  const status = goodStatusOf(id);
  if (point.name === 'before-claim') return { statuses: [status, status], done: [0, 1, 1, 1], last: 'succeeded' };
  if (point.name === 'after-finish-before-reply') {
    return { statuses: [status, status], done: [1, 1, 1, 1], found: 'succeeded', last: 'succeeded' };
  }
  const inProgress = { retryAfter: expect.stringMatching(/^[1-5]$/) };
  // A call found out by reading is answered with its record.
  if (found === 'succeeded') return { ...inProgress, statuses: [409, 200], last };
  if (found === 'not-applied') return { ...inProgress, statuses: [409, status], last: 'succeeded' };
  return { ...inProgress, statuses: [409, 202], found: 'needs-attention', last: 'needs-attention' };
};
