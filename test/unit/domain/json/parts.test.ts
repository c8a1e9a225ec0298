import fc from 'fast-check';
import { partsOf, placeAt } from '#domain/json/parts';

const textsOf = (text: string, from = 0): Record<string, string> =>
  Object.fromEntries([...partsOf(text, from)].map(([name, { start, end }]) => [name, text.slice(start, end)]));

const textAt = (text: string, pointer: string): string | undefined => {
  const place = placeAt(text, pointer);
  return place && text.slice(place.start, place.end);
};

it.each<[string, Record<string, string>]>([
  [' {"a" : 1E2 ,\t"b":[ 1 , { } ]\n, "c":{"a": "x" } } ', { a: '1E2', b: '[ 1 , { } ]', c: '{"a": "x" }' }],
  ['[ 1.0 ,[ ],"a" , null]', { 0: '1.0', 1: '[ ]', 2: '"a"', 3: 'null' }],
  [String.raw`{"a\"}":"]\\","\u0062":",:"}`, { 'a"}': String.raw`"]\\"`, b: '",:"' }],
  ['{"":{"":""}}', { '': '{"":""}' }],
  ['{"__proto__":{}}', JSON.parse('{"__proto__":"{}"}') as Record<string, string>],
  ['{ }', {}],
  ['[\n]', {}],
  [' "a:{b" ', {}],
  ['17', {}],
  ['null', {}],
  ['', {}],
])('parts of %s are the texts they have there', (text, parts) => {
  expect(textsOf(text)).toEqual(parts);
});

it('a holder further behind is read to its end alone', () => {
  const text = '{"a":{"b": 1},"c":[2 ]}';
  expect([textsOf(text, text.indexOf('{"b"')), textsOf(text, text.indexOf('['))]).toEqual([{ b: '1' }, { 0: '2' }]);
  expect(textsOf(text, text.indexOf('1'))).toEqual({});
});

it('a pointer leads to a part of a part, and to the whole', () => {
  const text = ' {"a/b" : [ {"~": 1.0 } , 2 ] } ';
  expect(textAt(text, '/a~1b/0/~0')).toBe('1.0');
  expect(textAt(text, '/a~1b/1')).toBe('2');
  expect(textAt(text, '')).toBe(text.trim());
  for (const pointer of ['/a', '/a~1b/2', '/a~1b/0/~0/x', '/a~1b/length'])
    expect(textAt(text, pointer)).toBeUndefined();
});

it('parts of any document are its members, whatever blanks it has', () => {
  const blanks = fc.constantFrom('', ' ', '\n\t', '\r\n ');
  fc.assert(
    fc.property(
      fc.jsonValue({ noUnicodeString: false }),
      fc.constantFrom(0, 1, '\t'),
      blanks,
      (value, indent, around) => {
        const text = around + JSON.stringify(value, undefined, indent) + around;
        const read: unknown = JSON.parse(text);
        const parts = Object.entries(textsOf(text)).map(([name, part]) => [name, JSON.parse(part) as unknown]);
        expect(parts).toEqual(typeof read === 'object' && read !== null ? Object.entries(read) : []);
      },
    ),
  );
});
