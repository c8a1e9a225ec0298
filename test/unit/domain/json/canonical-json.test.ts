import fc from 'fast-check';
import { canonicalJson } from '#domain/json/canonical-json';

/** A JSON text and the same document written otherwise: members in another order, other white space. */
const written = (
  value: unknown,
  turn: (members: [string, unknown][]) => [string, unknown][],
  space: string,
): string => {
  if (Array.isArray(value)) return `[${space}${value.map((item) => written(item, turn, space)).join(`,${space}`)}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = turn(Object.entries(value)).map(
    ([name, member]) => `${space}${JSON.stringify(name)}${space}:${space}${written(member, turn, space)}`,
  );
  return `{${members.join(',')}}`;
};

const seeded = { seed: 20_261_102, numRuns: 2_000 };

describe('a document in canonical form', () => {
  it('is the same whatever the order of members and the white space', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom('', ' ', '\n\t'), (value, space) => {
        const one = written(value, (members) => members, '');
        const other = written(value, (members) => members.toReversed(), space);
        expect(canonicalJson(one)).toBe(canonicalJson(other));
      }),
      seeded,
    );
  });

  it('differs for documents that differ', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
        const texts = [one, other].map((value) => written(value, (members) => members.toSorted(byName), ''));
        fc.pre(texts[0] !== texts[1]);
        expect(canonicalJson(texts[0]!)).not.toBe(canonicalJson(texts[1]!));
      }),
      seeded,
    );
  });

  it.each([
    ['1', '1.0'],
    ['1', '1e0'],
    ['0', '-0'],
    ['1', '"1"'],
    ['9007199254740993', '9007199254740992'],
    ['0.1', '0.10'],
    ['null', '"null"'],
    ['[1,2]', '[2,1]'],
    ['{}', '[]'],
    ['{"a":null}', '{}'],
    ['{"a":{"b":1}}', '{"a":1,"b":1}'],
  ])('tells %s from %s, as only AT&T knows whether they mean the same', (one, other) => {
    expect(canonicalJson(`{"x":${one}}`)).not.toBe(canonicalJson(`{"x":${other}}`));
  });

  it.each(['__proto__', 'constructor', '10', '9'])('counts a member called %s like any other', (name) => {
    expect(canonicalJson(`{"${name}":1,"a":2}`)).toBe(canonicalJson(`{"a":2,"${name}":1}`));
    expect(canonicalJson(`{"${name}":1,"a":2}`)).not.toBe(canonicalJson('{"a":2}'));
  });
});

const byName = ([a]: [string, unknown], [b]: [string, unknown]): number => (a < b ? -1 : 1);
