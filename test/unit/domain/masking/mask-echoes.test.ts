import type { JsonBody } from '#domain/json/parse-json';
import { storableRequest, withoutEchoes } from '#domain/masking/mask-echoes';
import { secretsOf } from '#domain/masking/secrets';

const pins = secretsOf({ secretMembers: ['/lines/*/pin'], request: {} });

/** How many patterns are built while something is done. */
const patternsBuiltBy = (work: () => void): number => {
  const { RegExp: original } = globalThis;
  let built = 0;
  globalThis.RegExp = new Proxy(original, {
    construct: (target, args, self) => {
      built += 1;
      return Reflect.construct(target, args, self) as object;
    },
  });
  try {
    work();
  } finally {
    globalThis.RegExp = original;
  }
  return built;
};

const bodyWith = (value: object): JsonBody => ({ text: JSON.stringify(value), value });
const bodyOf = (secrets: readonly string[]) => ({ lines: secrets.map((pin) => ({ pin })) });

describe('an answer that quotes secrets of its request', () => {
  it.each([
    ['PIN 4711 is wrong', 'PIN [secret] is wrong'],
    ['(4711)', '([secret])'],
    ['a4711 and 47112 are others', 'a4711 and 47112 are others'],
    ['open sesame, open', '[secret], open'],
    ['say "open sesame"!', 'say "[secret]"!'],
    ['an open sesames', 'an open sesames'],
    ['it is #!#', 'it is [secret]'],
    ['x-1 or x', '[secret] or x'],
  ])('is stored without them: %j', (message, stored) => {
    const body = bodyOf(['4711', 'open sesame', '#!#', 'x-1']);
    expect(JSON.parse(withoutEchoes(bodyWith({ message }), body, pins))).toEqual({ message: stored });
  });

  const pin = 'pä/ss "1\\2"';
  it.each([
    [String.raw`pä/ss "1\2"`, 'wrong: "[secret]"'],
    [String.raw`p\u00e4\/ss \"1\\2\"`, 'wrong: "[secret]"'],
    [String.raw`\u0070\u00E4\u002Fss \u00221\u005c2\"`, 'wrong: "[secret]"'],
    [JSON.stringify(String.raw`p\u00e4\/ss \"1\\2\"`).slice(1, -1), 'wrong: "[secret]"'],
    [String.raw`p\u00e5\/ss \"1\\2\"`, undefined],
    [String.raw`\x \u12 C:\temp \ `, undefined],
  ])('as it was spelt in the request is stored without it: %j', (spelt, stored) => {
    const message = `wrong: "${spelt}"`;
    expect(JSON.parse(withoutEchoes(bodyWith({ message }), bodyOf([pin]), pins))).toEqual({
      message: stored ?? message,
    });
  });

  it('is stored without a text that quotes very many', () => {
    const secrets = Array.from({ length: 30 }, (_, index) => `secret${index}`);
    const answer = bodyWith({ message: secrets.join(' '), id: 'PR-1' });
    expect(JSON.parse(withoutEchoes(answer, bodyOf(secrets), pins))).toEqual({ message: '[secret]', id: 'PR-1' });
  });

  it.each([
    ['each its own word', (index: number) => `s${index}`],
    ['all of the same first word', (index: number) => `same ${index}`],
    ['without a word', (index: number) => '#'.repeat(3 + (index % 200))],
  ])('costs no pattern per secret: %s', (_what, secretOf) => {
    const secrets = Array.from({ length: 10_000 }, (_, index) => secretOf(index));
    const body = bodyOf(secrets);
    const answer = bodyWith({ messages: [...secrets.slice(0, 5), 'same word', 'nothing'] });
    const built = patternsBuiltBy(() => withoutEchoes(answer, body, pins));
    const builtForRequest = patternsBuiltBy(() => storableRequest(bodyWith(body), pins));
    expect(built).toBe(0);
    expect(builtForRequest).toBe(0);
  });
});
