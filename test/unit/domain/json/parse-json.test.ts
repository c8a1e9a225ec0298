import fc from 'fast-check';
import { parseExactly, parseJson } from '#domain/json/parse-json';
import type { Problem } from '#domain/problems/problems';
import { spellings } from '../../../support/made-up-dialect';
import { problemOf } from '../../../support/problem-of';

describe('what AT&T answers', () => {
  const digits = fc.stringMatching(/^[1-9]\d{0,24}$/);
  const space = fc.constantFrom('', ' ', '\n\t');
  const wholeNumbers = fc.tuple(fc.constantFrom('', '-'), digits).map(([sign, whole]) => `${sign}${whole}`);

  test('has every whole number with all its digits, wherever it stands, and texts as they are', () => {
    fc.assert(
      fc.property(wholeNumbers, digits, space, (number, text, gap) => {
        const told = Number.isSafeInteger(Number(number)) ? Number(number) : number;
        const document = `{"a":${gap}[${gap}${number}${gap},${gap}${number}],"b":${gap}${number},"c":"${text}"}`;
        expect(parseExactly(document)).toEqual({ a: [told, told], b: told, c: text });
        expect(parseExactly(`${gap}${number}`)).toEqual(told);
      }),
    );
  });

  test.each([63, 64, 65, 1_000])('has them %d levels deep', (levels) => {
    const deep = (inner: string): string => '['.repeat(levels) + inner + ']'.repeat(levels);
    const digits = '12345678901234567890';
    expect(parseExactly(deep(digits))).toEqual(JSON.parse(deep(`"${digits}"`)));
    expect(parseExactly(deep('1.5'))).toEqual(JSON.parse(deep('1.5')));
  });
});

const refusalOf = (text: string): Problem => problemOf(() => parseJson(text));

const nested = (levels: number, innermost = ''): string => '['.repeat(levels) + innermost + ']'.repeat(levels);

describe('what AT&T gets of a JSON body', () => {
  test.each([
    '12345678901234567890123',
    '9007199254740993',
    '0.1000000000000000055511151231257827',
    '1.0',
    '100.00',
    '1e400',
    '-1E-400',
    '-0',
    '-0.0',
    '1e5',
    '0',
    '-17',
    '999999999999999',
  ])('keeps the number %s as the caller wrote it', (number) => {
    expect(parseJson(`{"a":[${number}],"b":{"c":${number}}}`).text).toBe(`{"a":[${number}],"b":{"c":${number}}}`);
    expect(parseJson(number).text).toBe(number);
  });

  test('keeps digits inside strings', () => {
    const text = '{"a":"1.0 and 12345678901234567890","b":1.0}';
    expect(parseJson(text).text).toBe(text);
  });

  test.each([
    ['{"a":1.0,"a":2.50}', { a: 2.5 }, '{"a":2.50}'],
    ['{"a":{"x":1.0},"a":2.0}', { a: 2 }, '{"a":2.0}'],
    ['{"a":2.0,"a":{"x":1.0}}', { a: { x: 1 } }, '{"a":{"x":1.0}}'],
    ['{"a":[1.0,2.0],"a":[3.0]}', { a: [3] }, '{"a":[3.0]}'],
    ['{"a":"first","a":"second"}', { a: 'second' }, '{"a":"second"}'],
    [String.raw`{"b": 1E2, "a":1, "\u0061":2}`, { b: 100, a: 2 }, '{"b":1E2,"a":2}'],
    ['[1, {"b":{"a":":","a":"}"}}]', [1, { b: { a: '}' } }], '[1,{"b":{"a":"}"}}]'],
    ['{"__proto__":1,"__proto__":2}', JSON.parse('{"__proto__":2}'), '{"__proto__":2}'],
    ['{"a":1,"a":{"b":1,"c":2}}', { a: { b: 1, c: 2 } }, '{"a":{"b":1,"c":2}}'],
  ])('of a member given twice sends only what was checked: %s', (text, value, sent) => {
    expect(parseJson(text)).toMatchObject({ value, text: sent });
  });

  test.each([
    ' {"a" : 1 ,\r\n\t"b":[ ] , "c":{ } }\n',
    String.raw`{"\u0061\"\\":"\/ \u00fc\u00DC \ud83d\ude00 \b\f\n\r\t","b":":\\"}`,
    '{"a":":","b:":"\\\\","c":{"a":[{"a":1},{"a":2}]}}',
    '[[ ],{ }, "a:", 1E+2, -0]',
  ])('keeps blanks and escapes as the caller wrote them: %j', (text) => {
    expect(parseJson(text)).toEqual({ value: JSON.parse(text), text });
  });

  test('is the text itself, however a document is spelt', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 }), spellings, (document, spell) => {
        fc.pre(!/\\/.test(JSON.stringify(document)));
        const text = spell(document);
        expect(parseJson(text)).toEqual({ value: JSON.parse(text), text });
      }),
    );
  });

  test('passes a member called __proto__ on and lets it change nothing', () => {
    const { value, text } = parseJson('{"__proto__":{"admin":1.0},"constructor":{"prototype":{}}}');
    expect(text).toBe('{"__proto__":{"admin":1.0},"constructor":{"prototype":{}}}');
    expect(Object.getPrototypeOf(value)).toBe(Object.getPrototypeOf(JSON.parse('{}')));
    expect((value as { admin?: number }).admin).toBeUndefined();
  });

  test.each(['"\\ud800"', '"\\udc00\\ud800"', '{"\\ud83d":1}'])('keeps the lone surrogate in %s', (text) => {
    expect(parseJson(text).text).toBe(text);
  });

  test('keeps text in any script', () => {
    const text = '{"名前":"Ünï 😀 \u2028","e":"é"}';
    expect(parseJson(text).text).toBe(text);
  });

  test('means the same as what the caller sent, whatever JSON it is', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 20, noUnicodeString: false }), (value) => {
        const text = JSON.stringify(value, undefined, 1);
        expect(parseJson(text).text).toBe(text);
        expect(parseJson(text).value).toEqual(JSON.parse(text));
      }),
    );
  });

  test('keeps the digits of any decimal', () => {
    const digits = fc.stringMatching(/^(0|[1-9][0-9]{0,40})(\.[0-9]{1,40})?([eE][+-]?[0-9]{1,4})?$/);
    fc.assert(
      fc.property(digits, fc.boolean(), (number, isNegative) => {
        const written = `${isNegative ? '-' : ''}${number}`;
        expect(parseJson(`{"n":${written}}`).text).toBe(`{"n":${written}}`);
      }),
    );
  });
});

describe('a body that cannot be read', () => {
  test.each(['', ' ', '{', '{"a":}', "{'a':1}", 'undefined', 'NaN', '{"a":1}x', '[1,]', '\ufeff{}', '01', '+1'])(
    'is refused as invalid JSON: %j',
    (text) => {
      expect(refusalOf(text).code).toBe('invalid-json');
    },
  );

  test('is not quoted in the refusal, because it may hold a PIN', () => {
    const problem = refusalOf('{"pin":"canary-4711"');
    expect(`${problem.stack ?? ''}${JSON.stringify(problem.details)}${String(problem.cause)}`).not.toContain('4711');
  });
});

describe('nesting', () => {
  test.each([nested(64), nested(64, '1'), nested(63, '{}'), '{"a":'.repeat(64) + '1' + '}'.repeat(64)])(
    'of 64 levels is taken',
    (text) => {
      expect(parseJson(text).text).toBe(text);
    },
  );

  test.each([65, 66, 3_000, 100_000])('of %i levels is refused with a pointer', (levels) => {
    for (const text of [nested(levels), nested(levels, '1.0')]) {
      const problem = refusalOf(text);
      expect(problem.code).toBe('invalid-request');
      expect(problem.details.errors).toEqual([{ pointer: '', detail: 'is nested more than 64 levels deep' }]);
    }
  });
});
