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
