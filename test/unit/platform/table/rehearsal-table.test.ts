import fc from 'fast-check';
import {
  and,
  contains,
  equals,
  exists,
  hasSize,
  lessThan,
  not,
  notExists,
  oneOf,
  or,
  type Condition,
} from '#platform/table/conditions';
import { rehearsalTable } from '#platform/table/rehearsal-table';
import { createTable, type Item, type Table } from '#platform/table/table';
import { quickClient } from '../../../support/quick-client';

const keys = [1, 2, 3].map((number) => ({ pk: `CLIENT#${number}`, sk: 'GRANT' }));

/** Of empty and of accented texts the emulator makes something else than DynamoDB. */
const scalar = fc.constantFrom<string | number>('a', 'b', 'Z', 'ab', 1, 2, 10);
const path = fc.constantFrom<string | string[]>(
  'text',
  'map',
  ['map', 'a'],
  ['map', 'b', 'deep'],
  'list',
  'none',
  'pk',
);

const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'condition' },
    path.map(exists),
    path.map(notExists),
    fc.tuple(path, scalar).map(([at, value]) => equals(at, value)),
    fc.tuple(path, scalar).map(([at, value]) => lessThan(at, value)),
    fc.tuple(path, fc.constantFrom('a', 'b')).map(([at, value]) => contains(at, value)),
    fc.tuple(path, fc.nat(2)).map(([at, size]) => hasSize(at, size)),
    fc.tuple(path, fc.array(scalar, { maxLength: 3 })).map(([at, values]) => oneOf(at, values)),
    tie('condition').map(not),
    fc.tuple(tie('condition'), tie('condition')).map(([one, other]) => and(one, other)),
    fc.tuple(tie('condition'), tie('condition')).map(([one, other]) => or(one, other)),
  ),
}));

const attributes = fc.record(
  {
    text: scalar,
    map: fc.constantFrom<object>({}, { a: 'a' }, { a: 1, b: { deep: 'b' } }, { b: {} }),
    list: fc.array(fc.constantFrom('a', 'b'), { maxLength: 3 }),
    count: fc.nat(5),
  },
  { requiredKeys: ['map'] },
);

/** An attribute is in one clause only, as DynamoDB wants it. */
const update = fc.record(
  {
    set: fc.record({ text: scalar, left: fc.constant(undefined) }),
    setIn: fc.record({ map: fc.record({ a: scalar }) }),
    setIfNone: fc.record({ other: scalar }),
    append: fc.record({ list: fc.array(fc.constantFrom('a', 'b'), { maxLength: 2 }) }),
    add: fc.record({ count: fc.integer({ min: -3, max: 3 }) }),
    remove: fc.subarray<string | string[]>(['gone', ['map', 'b', 'deep']]),
  },
  { requiredKeys: ['set'] },
);

type Step = (table: Table) => Promise<unknown>;

const some = fc.option(condition, { nil: undefined });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(fc.constantFrom(...keys), attributes, some).map(
    ([key, item, only]): Step =>
      (table) =>
        table.put({ ...key, ...(item as Item) }, only),
  ),
  fc.tuple(fc.constantFrom(...keys), update, some).map(
    ([key, change, only]): Step =>
      (table) =>
        table.update({ key, ...change, condition: only }),
  ),
  fc.tuple(fc.constantFrom(...keys), some).map(
    ([key, only]): Step =>
      (table) =>
        table.delete(key, only),
  ),
  fc.array(attributes, { minLength: 1, maxLength: 3 }).map(
    (items): Step =>
      (table) =>
        table.putAll(items.map((item, index) => ({ ...keys[index]!, ...(item as Item) }))),
  ),
);

const outcomeOf = async (table: Table, run: Step): Promise<unknown> => {
  const result = await run(table).catch(() => 'refused');
  return { result, items: await Promise.all(keys.map((key) => table.get(key))) };
};

describe('a rehearsal', () => {
  it('comes to what the table comes to, and leaves the table as it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 3 }), fc.array(step, { maxLength: 8 }), async (before, steps) => {
        const [real, behind] = [createTable(quickClient(), 'records'), createTable(quickClient(), 'records')];
        for (const one of before) for (const table of [real, behind]) await outcomeOf(table, one);
        const stood = await Promise.all(keys.map((key) => behind.get(key)));
        const rehearsal = rehearsalTable(behind);
        for (const one of steps) expect(await outcomeOf(rehearsal, one)).toEqual(await outcomeOf(real, one));
        expect(await Promise.all(keys.map((key) => behind.get(key)))).toEqual(stood);
      }),
      { numRuns: 100 },
    );
  });
});
