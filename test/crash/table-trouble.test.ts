import type { OperationId } from '#operations/registry';
import type { Mishap } from '../../tools/soak/table-server';
import { called, reconciled, recordIdOf, requestViewOf, startWorld, type World } from '../../tools/soak/world';
import { inTurn } from '../support/in-turn';
import { createTally, goodStatusOf, preparedCall, timesDone, wordsOf, writes } from './prepared-call';
import { tracesOf, type Traces } from './trace';

jest.setTimeout(240_000);

let world: World;
let traces: Traces;
const tally = createTally('troubles of the table (trouble → answer → repeat → found → in the end)');
beforeAll(async () => {
  world = await startWorld(3);
  traces = await tracesOf(world);
});
afterAll(async () => {
  tally.print();
  await world.close();
});

/** Each request of each write to the table, by its number, and whether AT&T is not asked without it. */
const sitesOf = (ids: readonly OperationId[]): { id: OperationId; site: number; isBeforeAtt: boolean }[] =>
  ids.flatMap((id) => {
    const { before, after } = traces.of(id);
    return [...before, ...after].map((_, site) => ({ id, site, isBeforeAtt: site < before.length }));
  });

const triedWhole = (): OperationId[] => writes.filter((id) => traces.isTriedWhole(id));

describe.each<[string, Mishap, () => readonly OperationId[]]>([
  ['the connection breaks before a request is taken', { when: 'before', what: 'reset' }, triedWhole],
  ['the answer to a request is lost', { when: 'after', what: 'reset' }, () => writes],
  ['a request is throttled', { when: 'before', what: 'throttled' }, triedWhole],
])('when %s, once', (name, mishap, those) => {
  it('nobody notices, whichever request it is, and AT&T is asked once', async () => {
    await inTurn(sitesOf(those()), 8, async ({ id, site }) => {
      const call = await preparedCall(world, id);
      const watch = world.table.watch(wordsOf(call), (index) => (index === site ? mishap : undefined));
      const answer = await called(world.processes.lasting(), call);
      watch.end();
      const record = await requestViewOf(world, call.solutionProvider, recordIdOf(call));
      expect({
        id,
        site,
        status: answer?.status,
        done: await timesDone(world, call),
        outcome: record?.outcome,
      }).toEqual({
        id,
        site,
        status: goodStatusOf(id),
        done: 1,
        outcome: 'succeeded',
      });
      tally.count(`${name}, once → ${answer?.status}`);
    });
  });
});

describe.each<[string, Mishap]>([
  ['DynamoDB throttles', { when: 'before', what: 'throttled' }],
  ['DynamoDB fails', { when: 'before', what: 'server-error' }],
  ['DynamoDB hangs', { when: 'before', what: 'hang' }],
  ['DynamoDB does it and its answers are lost', { when: 'after', what: 'server-error' }],
])('when %s from some request on', (name, mishap) => {
  it('the caller is told clearly, and no key stays stuck', async () => {
    await inTurn(sitesOf(triedWhole()), 8, async ({ id, site, isBeforeAtt }) => {
      const call = await preparedCall(world, id);
      const watch = world.table.watch(wordsOf(call), (index) => (index >= site ? mishap : undefined));
      const startedAt = Date.now();
      const answer = await called(world.processes.lasting(), call);
      const tookMs = Date.now() - startedAt;
      watch.end();
      const done = await timesDone(world, call);
      const context = { id, site };
      expect(tookMs).toBeLessThan(20_000);
      if (isBeforeAtt) {
        expect({ ...context, status: answer?.status, done }).toEqual({ ...context, status: 503, done: 0 });
        expect(JSON.parse(answer!.body)).toMatchObject({ code: 'service-unavailable', retryable: true });
        expect(answer!.headers['retry-after']).toMatch(/^\d+$/);
      } else
        expect({ ...context, status: answer?.status, done }).toEqual({ ...context, status: goodStatusOf(id), done: 1 });

      const repeated = await called(world.processes.lasting(), call);
      expect([goodStatusOf(id), 409]).toContain(repeated?.status);
      await reconciled(world, [call.solutionProvider]);
      const view = async () => (await requestViewOf(world, call.solutionProvider, recordIdOf(call)))?.outcome;
      const found = await view();
      const again = await called(world.processes.lasting(), call);
      const atLast = await timesDone(world, call);
      tally.count(
        `${name} ${isBeforeAtt ? 'before' : 'after'} AT&T → ${answer?.status} → ${repeated?.status} → ${found} → ${await view()}`,
      );
      // A definite answer, whatever it is.
      expect([goodStatusOf(id), 200, 202]).toContain(again?.status);
      expect(atLast).toBeLessThanOrEqual(1);
      if (!isBeforeAtt) expect(['succeeded', 'needs-attention']).toContain(found);
      if (found === 'not-applied' || again?.status === goodStatusOf(id))
        expect({ ...context, atLast }).toEqual({ ...context, atLast: 1 });
    });
  });
});
