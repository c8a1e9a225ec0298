import * as fc from 'fast-check';
import {
  and,
  contains,
  equals,
  exists,
  hasSize,
  itemExists,
  itemNotExists,
  lessThan,
  not,
  notExists,
  oneOf,
  or,
  type Condition,
} from '#platform/table/conditions';
import {
  conditionExpression,
  keyExpression,
  newScope,
  updateExpression,
  type Update,
} from '#platform/table/expressions';
import { createTable, type Table } from '#platform/table/table';
import { quickClient } from '../../../support/quick-client';

const key = { pk: 'REQUEST#1', sk: 'REQUEST' };

/** Some of the words DynamoDB reserves, names that need an alias for other reasons, and ordinary ones. */
const names = fc.constantFrom(
  ...[
    'status',
    'name',
    'timeline',
    'owner',
    'state',
    'SET',
    'and',
    'size',
    'contains',
    'items',
    'order',
    'value',
    'at',
    'number',
  ],
  ...['handoff:802', 'a.b', 'a b', '#n0', ':v0', '0', 'x', 'outcome', 'é'],
);
const path = fc.oneof(names, fc.tuple(names, names));
const text = fc.string({ unit: 'grapheme', maxLength: 8 });
const value = fc.oneof(
  text,
  fc.integer(),
  fc.boolean(),
  fc.array(text, { maxLength: 3 }),
  fc.dictionary(names, text, { maxKeys: 2 }),
);
const { condition } = fc.letrec<{ condition: Condition; simple: Condition }>((tie) => ({
  simple: fc.oneof(
    path.map(exists),
    path.map(notExists),
    fc.tuple(path, value).map(([of, is]) => equals(of, is)),
    fc.tuple(path, fc.oneof(text, fc.integer())).map(([of, bound]) => lessThan(of, bound)),
    fc.tuple(path, text).map(([of, entry]) => contains(of, entry)),
    fc.tuple(path, fc.nat(5)).map(([of, size]) => hasSize(of, size)),
    fc.tuple(path, fc.array(text, { maxLength: 4 })).map(([of, values]) => oneOf(of, values)),
  ),
  condition: fc.oneof(
    { maxDepth: 3 },
    tie('simple'),
    tie('condition').map(not),
    fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map(([first, ...rest]) => and(first!, ...rest)),
    fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map(([first, ...rest]) => or(first!, ...rest)),
  ),
}));

/** An attribute is changed in one way only, as DynamoDB demands. */
const update = fc
  .uniqueArray(names, { minLength: 1, maxLength: 8 })
  .chain((all) =>
    fc.tuple(
      ...all.map((name) =>
        fc.tuple(fc.constant(name), fc.nat(4), value, fc.array(text, { minLength: 1, maxLength: 2 })),
      ),
    ),
  )
  .map((all): Update => {
    const those = (way: number) => all.filter((one) => one[1] === way);
    return {
      set: Object.fromEntries(those(0).map(([name, , given]) => [name, given])),
      setIfNone: Object.fromEntries(those(1).map(([name, , given]) => [name, given])),
      append: Object.fromEntries(those(2).map(([name, , , entries]) => [name, entries])),
      add: Object.fromEntries(those(3).map(([name]) => [name, 1])),
      remove: those(4).map(([name]) => name),
    };
  });

const emptyTable = (): Table => createTable(quickClient(), 'records');

/** The text without its aliases, which leaves verbs, functions and operators. */
const withoutAliases = (expression: string): string => expression.replace(/[#:][nv]\d+/g, '');
const grammar =
  /^(SET|REMOVE|ADD|AND|OR|NOT|IN|BETWEEN|attribute_exists|attribute_not_exists|begins_with|contains|size|if_not_exists|list_append|[\s(),.=<])*$/;

describe('expressions', () => {
  it('are taken by the table, whatever is asked of whatever names and values', async () => {
    await fc.assert(
      fc.asyncProperty(update, condition, async (change, wanted) => {
        const table = emptyTable();
        // The item is not there: whatever the condition says of it, nothing may be wrong with how it is said.
        await table.update({ key, ...change });
        await table.put({ ...key, x: 1 }, wanted);
        await table.delete(key, wanted);
      }),
      { numRuns: 300 },
    );
  });

  it('have names and values nowhere but in their aliases', () => {
    fc.assert(
      fc.property(update, condition, text, (change, wanted, partition) => {
        const scope = newScope();
        const attributes = { partition: 'listPk', sort: 'listSk' };
        const built = [
          updateExpression(scope, change) ?? '',
          conditionExpression(scope, wanted),
          keyExpression(scope, attributes, { partition }),
          keyExpression(scope, attributes, { partition, sort: { startsWith: partition } }),
          keyExpression(scope, attributes, { partition, sort: { before: partition } }),
          keyExpression(scope, attributes, { partition, sort: { from: '', to: partition } }),
        ];
        for (const expression of built) expect(withoutAliases(expression)).toMatch(grammar);
        expect(new Set(Object.values(scope.names)).size).toBe(Object.keys(scope.names).length);
      }),
    );
  });
});

describe('changes', () => {
  it('do what they say', async () => {
    const table = emptyTable();
    await table.put({ ...key, state: 'open', pending: { a: 1, b: 2 }, timeline: ['first'], revision: 3, gone: true });
    const item = await table.update({
      key,
      set: { state: 'done', left: undefined },
      setIn: { pending: { 'handoff:802': { at: 'now' } } },
      setIfNone: { revisedBy: 'me', notices: [] },
      append: { log: ['one'], none: undefined },
      add: { revision: 1, polls: 2 },
      remove: ['gone', ['pending', 'a']],
      condition: and(itemExists, equals(['pending', 'a'], 1), hasSize('timeline', 1), undefined),
    });
    expect(item).toEqual({
      ...key,
      state: 'done',
      pending: { b: 2, 'handoff:802': { at: 'now' } },
      notices: [],
      revisedBy: 'me',
      timeline: ['first'],
      log: ['one'],
      revision: 4,
      polls: 2,
    });
  });

  it.each<[string, Condition, boolean]>([
    ['exists', exists('state'), true],
    ['exists in', exists(['pending', 'b']), false],
    ['not exists', notExists('owner'), true],
    ['item exists', itemExists, true],
    ['item does not exist', itemNotExists, false],
    ['equals', equals('state', 'open'), true],
    ['equals, of what is not there', equals('owner', 'me'), false],
    ['less', lessThan('revision', 4), true],
    ['less, of the same', lessThan('revision', 3), false],
    ['contains', contains('timeline', 'first'), true],
    ['does not contain', not(contains('timeline', 'first')), false],
    ['size', hasSize('timeline', 2), false],
    ['one of', oneOf('state', ['shut', 'open']), true],
    ['one of none', oneOf('state', []), false],
    ['not one of none', not(oneOf('state', [])), true],
    ['and', and(exists('state'), exists('owner')), false],
    ['or', or(exists('owner'), exists('state')), true],
    ['and before or', or(and(exists('owner'), exists('state')), not(and(exists('state'), exists('owner')))), true],
  ])('are made when the condition is true of the item: %s', async (_, wanted, isTrue) => {
    const table = emptyTable();
    const item = { ...key, state: 'open', pending: { a: 1 }, timeline: ['first'], revision: 3 };
    await table.put(item);
    expect(await table.put(item, wanted)).toBe(isTrue);
    expect(await table.update({ key, set: { polls: 1 }, condition: wanted })).toEqual(
      isTrue ? { ...item, polls: 1 } : undefined,
    );
    expect(await table.delete(key, wanted)).toBe(isTrue);
  });
});
