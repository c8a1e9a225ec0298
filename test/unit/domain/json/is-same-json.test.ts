import fc from 'fast-check';
import { inCanonicalOrder } from '#domain/json/canonical-json';
import { isSameJson } from '#domain/json/is-same-json';

const canonical = (value: unknown): string => JSON.stringify(inCanonicalOrder(value));

it.each<[string, unknown, unknown]>([
  ['members in another order', { a: 1, b: { c: [2], d: null } }, { b: { d: null, c: [2] }, a: 1 }],
  ['a member that is undefined and none', { a: 1, b: undefined }, { a: 1 }],
  ['undefined and undefined', undefined, undefined],
])('%s: the same', (_, a, b) => {
  expect([isSameJson(a, b), isSameJson(b, a)]).toEqual([true, true]);
});

it.each<[string, unknown, unknown]>([
  ['another value', { a: '1' }, { a: '2' }],
  ['a number and its text', { a: 1 }, { a: '1' }],
  ['a member more', { a: 1 }, { a: 1, b: 2 }],
  ['null and none', { a: null }, {}],
  ['another member instead', { a: 1, b: undefined }, { a: undefined, b: 1 }],
  ['elements in another order', [1, 2], [2, 1]],
  ['an element more', [1], [1, 2]],
  ['a list and an object of its elements', [1], { 0: 1 }],
  ['nothing and an object', undefined, {}],
  ['what objects inherit and none', { toString: 1 }, {}],
])('%s: not the same', (_, a, b) => {
  expect([isSameJson(a, b), isSameJson(b, a)]).toEqual([false, false]);
});

it('says what the canonical texts say', () => {
  const few = fc.letrec((tie) => ({
    value: fc.oneof(fc.constantFrom(null, true, 0, 1, '', 'a'), tie('list'), tie('object')),
    list: fc.array(tie('value'), { maxLength: 2 }),
    object: fc.dictionary(fc.constantFrom('a', 'b', 'toString'), tie('value'), { maxKeys: 3 }),
  })).value;
  fc.assert(
    fc.property(few, few, (a, b) => isSameJson(a, b) === (canonical(a) === canonical(b))),
    { numRuns: 2_000 },
  );
});
