import { costsIn, kindsOfCalls, least } from '../../../bench/measure/growth';
import { unitsOf } from '../../../bench/measure/table-units';
import units from '../../../tools/cost/table-units.json';

it('what calls, polls, sweeps, events and deliveries take of the table is what costs are counted by: tools/cost/table-units.json', async () => {
  const costs = await costsIn(least);
  // Rounded up: sizes differ by a few bytes from run to run.
  const measured = kindsOfCalls.map((kind) => [
    kind,
    { reads: Math.ceil(costs[kind].reads), writes: Math.ceil(costs[kind].writes) },
  ]);
  expect(units).toEqual(Object.fromEntries(measured));
});

class Command {
  constructor(readonly input: object) {}
}
const named = (name: string, input: object) =>
  Object.assign(Object.create({ constructor: { name } }), { input }) as Command;

it.each([
  ['GetItemCommand', {}, 100, { reads: 1, writes: 0 }],
  ['QueryCommand', {}, 9_000, { reads: 3, writes: 0 }],
  ['PutItemCommand', { Item: { pk: 'a' } }, 2, { reads: 0, writes: 1 }],
  ['PutItemCommand', { Item: { pk: 'a', listPk: 'b', openPk: 'c' } }, 2, { reads: 0, writes: 3 }],
  ['UpdateItemCommand', { text: 'x'.repeat(1_500) }, 2, { reads: 0, writes: 2 }],
  [
    'TransactWriteItemsCommand',
    { TransactItems: [{ Put: { Item: { pk: 'a' } } }, { Delete: { Key: {} } }] },
    2,
    { reads: 0, writes: 4 },
  ],
  [
    'BatchWriteItemCommand',
    { RequestItems: { table: [{ PutRequest: {} }, { PutRequest: {} }] } },
    2,
    { reads: 0, writes: 2 },
  ],
])('%s of %j counts as AWS counts it', (name, input, answerBytes, expected) => {
  expect(unitsOf(named(name, input), answerBytes)).toEqual(expected);
});
