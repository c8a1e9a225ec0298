import { setTimeout as sleep } from 'node:timers/promises';
import type { HandlerProcess } from '../../tools/soak/handler-processes';
import { called, reconciled, recordIdOf, requestViewOf, startWorld, type World } from '../../tools/soak/world';
import { inTurn } from '../support/in-turn';
import { createTally, goodStatusOf, preparedCall, timesDone, wordsOf, writes } from './prepared-call';

jest.setTimeout(240_000);

let world: World;
const tally = createTally('calls by clocks four minutes apart');
const skewMs = 4 * 60_000;
const clocks = new Map<string, HandlerProcess>();
beforeAll(async () => {
  world = await startWorld(2);
  clocks.set('ahead', await world.processes.fresh({ CLOCK_SKEW_MS: String(skewMs) }));
  clocks.set('behind', await world.processes.fresh({ CLOCK_SKEW_MS: String(-skewMs) }));
});
afterAll(async () => {
  tally.print();
  await world.close();
});

describe.each(['ahead', 'behind'])('a function whose clock is four minutes %s', (direction) => {
  const skewed = () => clocks.get(direction)!;

  it('makes writes that others replay byte for byte', async () => {
    await inTurn(writes, 6, async (id) => {
      const call = await preparedCall(world, id);
      const answer = await called(skewed(), call);
      const replayed = await called(world.processes.lasting(), call);
      const context = { id, status: goodStatusOf(id), body: answer?.body, done: 1 };
      expect({ id, status: answer?.status, body: replayed?.body, done: await timesDone(world, call) }).toEqual(context);
      tally.count(`${direction}: written, replayed`);
    });
  });

  it('is not overtaken while it works: nobody else sends the call, and its answer stands', async () => {
    await inTurn(writes, 6, async (id) => {
      const call = await preparedCall(world, id);
      const { route: operation, solutionProvider } = call;
      await world.sim('POST faults', { operation, solutionProvider, fault: { delayMs: 800 } });
      const working = called(skewed(), call);
      while ((await timesDone(world, call)) === 0) await sleep(5);
      await reconciled(world, [solutionProvider], 0);
      const meanwhile = await called(world.processes.lasting(), call);
      const answer = await working;
      expect({
        id,
        // On a busy machine it may be over by then, and is replayed.
        meanwhile: [202, 409, 200, goodStatusOf(id)].includes(meanwhile?.status ?? 0),
        answer: answer?.status,
        done: await timesDone(world, call),
      }).toEqual({
        id,
        meanwhile: true,
        answer: goodStatusOf(id),
        done: 1,
      });
      const record = await requestViewOf(world, solutionProvider, recordIdOf(call));
      expect({ id, outcome: record?.outcome }).toEqual({ id, outcome: 'succeeded' });
      expect((await called(world.processes.lasting(), call))?.body).toBe(answer?.body);
      tally.count(`${direction}: repeated and reconciled while it works → ${meanwhile?.status}`);
    });
  });

  it('is not taken for dead before it has begun', async () => {
    await inTurn(writes, 6, async (id) => {
      const call = await preparedCall(world, id);
      const { solutionProvider } = call;
      // The second request to the table, the one that begins the step where there is one, takes its time.
      const watch = world.table.watch(wordsOf(call), (index) => (index === 1 ? { lateMs: 700 } : undefined));
      const working = called(skewed(), call);
      while (watch.seen.length < 2) await sleep(5);
      await reconciled(world, [solutionProvider], 0);
      const meanwhile = await called(world.processes.lasting(), call);
      const answer = await working;
      watch.end();
      const done = await timesDone(world, call);
      const outcome = (await requestViewOf(world, solutionProvider, recordIdOf(call)))?.outcome;
      expect({ id, status: answer?.status, done, outcome }).toEqual({
        id,
        status: goodStatusOf(id),
        done: 1,
        outcome: 'succeeded',
      });
      tally.count(`${direction}: repeated and reconciled before it has begun → ${meanwhile?.status}`);
    });
  });

  it('dies, and what it was about is found out by others all the same', async () => {
    await inTurn(
      writes.filter((_, index) => index % 4 === 0),
      2,
      async (id) => {
        const call = await preparedCall(world, id);
        const environment = { CLOCK_SKEW_MS: String(direction === 'ahead' ? skewMs : -skewMs) };
        const doomed = await world.processes.fresh(environment);
        const watch = world.table.watch(wordsOf(call), (index) =>
          index === 1 ? { when: 'after', what: () => doomed.kill() } : undefined,
        );
        expect(await called(doomed, call)).toBeUndefined();
        watch.end();
        await reconciled(world, [call.solutionProvider]);
        const again = await called(world.processes.lasting(), call);
        const done = await timesDone(world, call);
        const outcome = (await requestViewOf(world, call.solutionProvider, recordIdOf(call)))?.outcome;
        expect(['succeeded', 'needs-attention']).toContain(outcome);
        expect(done).toBeLessThanOrEqual(1);
        expect(again?.status).toBe(outcome === 'succeeded' ? goodStatusOf(id) : 202);
        tally.count(`${direction}: killed → ${outcome}`);
      },
    );
  });
});
