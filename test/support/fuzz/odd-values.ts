import fc from 'fast-check';

/** Texts that mean something to a URL, a header, a file system, a prototype or a reader of digits. */
const oddTexts = [
  '',
  ' ',
  '\r\nx-smuggled: 1',
  '2125550120\n',
  '..',
  '../../admin',
  '..%2f..%2fadmin',
  '%2e%2e%2f',
  '%2f',
  '%00',
  '%',
  '\u0000',
  'a\u0000b',
  '٢١٢٥٥٥٠١٢٠',
  '２１２５５５０１２０',
  '2125550120?x=1#y',
  '2125550120;x=1',
  'https://elsewhere.example/',
  '\\..\\',
  '\ud800',
  '\u202e0210555212',
  '__proto__',
  'constructor',
  'toString',
  '{portInId}',
  '[secret]',
  '"}{"',
];

const oddText = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...oddTexts) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.constantFrom(1_100, 30_000).map((length) => 'A'.repeat(length)) },
  { weight: 1, arbitrary: fc.constantFrom(1_100, 30_000).map((length) => '７'.repeat(length)) },
);

/** Names no one expects of a member or a parameter. */
export const oddName = fc.oneof(
  fc.constantFrom('__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'length', '', 'a/b~c', 'x y'),
  oddText,
);

const nested = fc
  .record({ depth: fc.constantFrom(2, 70, 3_000), list: fc.boolean() })
  .map(({ depth, list }) =>
    list ? `${'['.repeat(depth)}${']'.repeat(depth)}` : `${'{"a":'.repeat(depth)}0${'}'.repeat(depth)}`,
  );

/** JSON texts of odd values of every type. */
export const oddJson = fc.oneof(
  { weight: 4, arbitrary: oddText.map((text) => JSON.stringify(text)) },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      ...['null', 'true', 'false', '0', '-0', '-1', '1e400', '1.0', '12345678901234567890', '2125550120', '[]', '{}'],
      ...['[null]', '[[]]', '{"__proto__":{"a":1}}', '{"constructor":{"prototype":{"a":1}}}', '{"toString":1}'],
    ),
  },
  { weight: 1, arbitrary: nested },
  { weight: 1, arbitrary: fc.json({ maxDepth: 3 }) },
);

/** A value put in the place of a text, or made of it. */
export const oddTextFrom = fc.oneof(
  oddText.map((text) => () => text),
  oddText.map((text) => (was: string) => was + text),
  oddText.map((text) => (was: string) => text + was),
  fc.constant((was: string) => was.replaceAll(/\d/g, (digit) => String.fromCodePoint(0x660 + Number(digit)))),
  fc.constant((was: string) => was.replaceAll(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)))),
  fc.constant((was: string) => `%${was}`),
);
