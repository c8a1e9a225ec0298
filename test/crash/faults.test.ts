import { operationById, type OperationId } from '#operations/registry';
import { called, reconciled, recordIdOf, requestViewOf, startWorld, type World } from '../../tools/soak/world';
import { inTurn } from '../support/in-turn';
import { createTally, goodStatusOf, isWhole, preparedCall, timesDone, writes } from './prepared-call';

jest.setTimeout(240_000);

let world: World;
const tally = createTally('faults on the wire (fault, done at AT&T → answer → record → in the end)');
beforeAll(async () => {
  world = await startWorld(3);
});
afterAll(async () => {
  tally.print();
  await world.close();
});

const retryAfter = { headers: { 'retry-after': '1' } };

/** Done and not done without an answer, and an answer that says otherwise than was done: how it is found out differs by write. */
const ofEveryWrite: readonly [string, object][] = ['timeout-but-done', 'reset-before', '503-then-done'].map((kind) => [
  kind,
  { kind },
]);

/** The same for the gateway, whatever the write is. */
const ofEachKind: readonly [string, object][] = [
  ...['reset-after', 'slow-drip', 'truncated', 'empty', 'non-json', 'hang'].map((kind): [string, object] => [
    kind,
    { kind },
  ]),
  ['503 with Retry-After, and done', { kind: '503-then-done', ...retryAfter }],
  ['429 with Retry-After, and done', { kind: '503-then-done', status: 429, ...retryAfter }],
];

/** One write of every API family that can be found again, and one that cannot. */
const oneOfEachKind = (): OperationId[] => {
  const kindOf = (id: OperationId): string => `${operationById(id).family} ${operationById(id).readBack !== undefined}`;
  return [...new Map(writes.map((id) => [kindOf(id), id])).values()];
};

type Trial = [string, object, readonly OperationId[]];

const faults: readonly Trial[] = [
  ...ofEveryWrite.map(([kind, fault]): Trial => [kind, fault, writes]),
  ...ofEachKind.map(([kind, fault]): Trial => [kind, fault, isWhole ? writes : oneOfEachKind()]),
];

/** Enough to be asked, little enough not to wait long for what never comes. */
const remainingMs = 4_000;

const story = async (fault: object, id: OperationId) => {
  const call = await preparedCall(world, id, { remainingMs });
  const { route: operation, solutionProvider } = call;
  await world.sim('POST faults', { operation, solutionProvider, fault });
  const answer = await called(world.processes.lasting(), call);
  const doneAtFirst = await timesDone(world, call);
  const repeated = await called(world.processes.lasting(), call);
  const view = async () => (await requestViewOf(world, solutionProvider, recordIdOf(call)))?.outcome;
  const before = await view();
  await reconciled(world, [solutionProvider]);
  const found = await view();
  const doneWhenFound = await timesDone(world, call);
  const again = await called(world.processes.lasting(), { ...call, remainingMs: 29_000 });
  const doneAtLast = await timesDone(world, call);
  return { call, answer, doneAtFirst, repeated, before, found, doneWhenFound, again, doneAtLast, last: await view() };
};

describe.each(faults)('%s', (kind, fault, those) => {
  it('is never sent again blindly, and is seen as it is or handed to a person', async () => {
    await inTurn(those, 8, async (id) => {
      const { call, answer, doneAtFirst, repeated, before, found, doneWhenFound, again, doneAtLast, last } =
        await story(fault, id);
      tally.count(`${kind}, ${doneAtFirst} → ${answer?.status} → ${found} → ${last}`);
      const outcome = (more: object) => ({ id, kind, ...more });
      // Nobody knows: 202 and where to look, the same again for a repeat, and AT&T is not asked again.
      expect(outcome({ answer: answer?.status, repeated: repeated?.status, before })).toEqual(
        outcome({ answer: 202, repeated: 202, before: 'unknown' }),
      );
      expect(answer?.headers['location']).toBe(`/v1/requests/${recordIdOf(call)}`);
      expect(JSON.parse(answer!.body)).toMatchObject({ outcome: 'unknown', operation: id });
      expect(outcome({ done: [doneAtFirst, doneWhenFound] })).toEqual(outcome({ done: [doneAtFirst, doneAtFirst] }));
      expect(doneAtLast).toBeLessThanOrEqual(1);
      if (found === 'not-applied') {
        expect(outcome({ doneAtFirst, doneAtLast, last })).toEqual(
          outcome({ doneAtFirst: 0, doneAtLast: 1, last: 'succeeded' }),
        );
        expect(again?.status).toBe(goodStatusOf(id));
      } else {
        expect(['succeeded', 'needs-attention']).toContain(found);
        expect(outcome({ doneAtLast, last })).toEqual(outcome({ doneAtLast: doneAtFirst, last: found }));
      }
      // The read finds what was there already.
      if (found === 'succeeded' && id !== 'update-billing-account')
        expect(outcome({ doneAtFirst })).toEqual(outcome({ doneAtFirst: 1 }));
    });
  });
});
