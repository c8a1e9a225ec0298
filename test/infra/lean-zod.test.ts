import { execFileSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { leanZod } from '../../lib/lean-zod';
import { temporaryDirectory } from '../support/temporary-directory';

/** What a script prints that has the functions’ zod as `z`, and counts in `compiled` the functions that are made of text. */
const printed = (script: string): unknown => {
  const zod = pathToFileURL(leanZod(temporaryDirectory('lean-zod-')));
  const counting = `
    let compiled = 0;
    const Own = Function;
    globalThis.Function = new Proxy(Own, { construct: (_, parts) => (compiled++, new Own(...parts)) });
    const z = await import('${zod.href}');
    z.object({}).parse({}); // zod looks once whether it may compile
    z.object({}).safeParse({});
    compiled = 0;`;
  return JSON.parse(
    execFileSync(process.execPath, ['--input-type=module', '--eval', `${counting}\n${script}`], { encoding: 'utf8' }),
  );
};

it('an object of a function is parsed by compiled code from its second time on, and means the same', () => {
  const script = `
    const schema = z.object({ id: z.string(), inner: z.looseObject({ at: z.number() }) });
    const seen = [{ id: 'a', inner: { at: 1, more: true } }, { id: 7, inner: { at: 1 } }, { id: 'b' }].map((value) => {
      const { data, error } = schema.safeParse(value);
      return { data, issues: error?.issues, compiled };
    });
    console.log(JSON.stringify(seen));`;
  expect(printed(script)).toMatchObject([
    { data: { id: 'a', inner: { at: 1, more: true } }, compiled: 0 },
    { issues: [{ code: 'invalid_type', expected: 'string', path: ['id'] }], compiled: 2 },
    { issues: [{ code: 'invalid_type', expected: 'object', path: ['inner'] }], compiled: 2 },
  ]);
});

it('a description makes no schema of its own', () => {
  const script = `
    const schema = z.string();
    console.log(JSON.stringify([schema.describe('a text') === schema, schema.meta({ format: 'x' }) === schema, schema.meta() ?? null]));`;
  expect(printed(script)).toEqual([true, true, null]);
});

it('kinds of schemas have their methods from one object, each kind its own besides', () => {
  const script = `
    const ofAll = (schema) => {
      let from = schema;
      while (!Object.hasOwn(from, 'optional')) from = Object.getPrototypeOf(from);
      return from;
    };
    const [text, number, list] = [z.string(), z.number(), z.array(z.string())];
    const { optional } = z.literal('a');
    console.log(JSON.stringify({
      shared: ofAll(text) === ofAll(number) && ofAll(number) === ofAll(list),
      own: ['regex' in text, 'regex' in number, 'int' in number, 'int' in list, 'email' in z.email()],
      kinds: [text instanceof z.ZodString, text instanceof z.ZodType, text instanceof z.ZodNumber],
      means: [text.min(2).safeParse('a').success, number.int().safeParse(1).success, list.min(1).safeParse([]).success],
      detached: [optional().safeParse(undefined).success, [['a'], ['b', 1]].map(list.safeParse).map(({ success }) => success)],
    }));`;
  expect(printed(script)).toEqual({
    shared: true,
    own: [true, false, true, false, false],
    kinds: [true, true, false],
    means: [false, true, false],
    detached: [true, [true, false]],
  });
});

it('a method that functions call is there, and one that nobody calls is not', () => {
  const script = `
    const text = z.string();
    const called = ['optional', 'refine', 'transform', 'safeParse', 'regex'].map((name) => typeof text[name]);
    console.log(JSON.stringify([...called, 'isNullable' in text, 'slugify' in text]));`;
  const method = 'function';
  expect(printed(script)).toEqual([method, method, method, method, method, false, false]);
});
