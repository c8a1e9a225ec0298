import fc from 'fast-check';
import { areEqualJson, canonicalJson } from '../../../tools/simulator/canonical-json';

/** Few names and values, so that two of them are often the same. */
const { value } = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 3 }, tie('leaf'), tie('list'), tie('object')),
  leaf: fc.constantFrom(null, undefined, 0, -0, 1, '', '1', true),
  list: fc.array(tie('value'), { maxLength: 2 }),
  object: fc.dictionary(fc.constantFrom('a', 'b', '__proto__', 'constructor'), tie('value'), { maxKeys: 2 }),
}));

describe('equal JSON', () => {
  it('is what has one canonical text', () => {
    fc.assert(
      fc.property(value, value, (one, other) => {
        expect(areEqualJson(one, other)).toBe(canonicalJson(one) === canonicalJson(other));
      }),
      { numRuns: 5_000 },
    );
  });

  it('does not depend on the order of members', () => {
    expect(areEqualJson({ a: [1, { b: 2, c: 3 }] }, { a: [1, { c: 3, b: 2 }] })).toBe(true);
    expect(areEqualJson({ a: [1, 2] }, { a: [2, 1] })).toBe(false);
  });
});
