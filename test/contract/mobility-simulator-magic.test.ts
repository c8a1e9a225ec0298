import { mobilityBehaviours } from '../../tools/simulator/behaviours/mobility/mobility-behaviours';
import { startSimulator, type Simulator } from '../../tools/simulator/simulator';
import { mobilityOperations } from '../support/mobility-operations';
import { lineTrials } from '../support/mobility-line-trials';
import { progressTrials } from '../support/mobility-progress-trials';
import { advance, askSimulator } from '../support/mobility-simulator';
import { control } from '../support/simulator-client';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
beforeEach(() => control(simulator, 'POST reset'));
afterAll(() => simulator.close());

const trials = { ...lineTrials, ...progressTrials };
const listed = mobilityOperations.flatMap(({ id }) =>
  (mobilityBehaviours[id]?.magicValues ?? []).map(({ where, value }) => ({ id, name: `${where} ${value}` })),
);

it('has a trial for every magic value of Mobility, and for nothing else', () => {
  const tried = Object.entries(trials).flatMap(([id, names]) => Object.keys(names).map((name) => ({ id, name })));
  const inOrder = (list: readonly { id: string; name: string }[]): string[] =>
    list.map(({ id, name }) => `${id} ${name}`).toSorted();
  expect(inOrder(tried)).toEqual(inOrder(listed));
});

it.each(listed)('$id, $name: what the table says happens', async ({ id, name }) => {
  const { request, answer, later } = trials[id]![name]!;
  const told = await askSimulator(simulator, id, request);
  expect(told).toMatchObject(answer);
  if (!later) return;
  await advance(simulator, later.after);
  const path = { [later.path]: told.body[later.idAt] as string };
  expect(await askSimulator(simulator, later.by, { path })).toMatchObject({ outcome: 'succeeded', body: later.body });
});
