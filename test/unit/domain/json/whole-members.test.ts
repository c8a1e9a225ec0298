import fc from 'fast-check';
import { wholeMembersOf } from '#domain/json/whole-members';

describe('a JSON document that breaks off', () => {
  it.each([
    ['{"id": 7, "state": "DO', '{"id": 7}'],
    ['{"id": 77', '{}'],
    ['{"order": {"id": "7", "x": [1, {"a": tr', '{"order": {"id": "7", "x": [1, {}]}}'],
    ['{"a": "in a text }],", "b": ', '{"a": "in a text }],"}'],
    [String.raw`{"a": "quoted \" ,", "b`, String.raw`{"a": "quoted \" ,"}`],
    ['[', '[]'],
    ['{"whole": true}', '{"whole": true}'],
  ])('%s is %s', (beginning, whole) => {
    expect(wholeMembersOf(beginning)).toBe(whole);
  });

  it.each([[''], ['"a text'], ['12'], ['tru']])('%s has nothing that is whole', (beginning) => {
    expect(wholeMembersOf(beginning)).toBeUndefined();
  });

  it('can be read wherever it breaks off, and says nothing that the document does not say', () => {
    const document = fc.jsonValue({ maxDepth: 4 }).filter((value) => typeof value === 'object' && value !== null);
    fc.assert(
      fc.property(
        document,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.constantFrom(0, 1),
        (value, share, indent) => {
          const text = JSON.stringify(value, undefined, indent);
          const whole = wholeMembersOf(text.slice(0, Math.max(1, Math.round(text.length * share))));
          expect(isPartOf(JSON.parse(whole ?? 'null'), JSON.parse(text))).toBe(true);
        },
      ),
    );
  });
});

const isPartOf = (part: unknown, whole: unknown): boolean => {
  if (typeof part !== 'object' || part === null) return Object.is(part, whole);
  return (
    typeof whole === 'object' &&
    whole !== null &&
    Object.entries(part).every(([name, value]) => isPartOf(value, (whole as Record<string, unknown>)[name]))
  );
};
