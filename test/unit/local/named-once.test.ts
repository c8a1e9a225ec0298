import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import * as z from 'zod';

const project = join(import.meta.dirname, '../../..');

/** Counts how many functions are given a name by a module while it is loaded, and while it is used. */
const script = `
  const { defineProperty } = Object;
  let given = 0;
  Object.defineProperty = (target, key, descriptor) => {
    if (key === 'name') given += 1;
    return defineProperty(target, key, descriptor);
  };
  const { createRouter } = await import('./tools/local/gateway/router.ts');
  const { holdLines } = await import('./tools/local/gateway/held-lines.ts');
  const loaded = given;
  for (let call = 0; call < 10; call += 1) holdLines([]);
  let frame;
  try {
    createRouter([{}]);
  } catch (error) {
    frame = error.stack.split('\\n')[1];
  }
  console.log(JSON.stringify({ loaded, used: given - loaded, name: createRouter.name, frame }));
`;

const toldOf = (...hooks: string[]) => {
  const imports = ['tsx', ...hooks].flatMap((hook) => ['--import', hook]);
  const printed = execFileSync(process.execPath, [...imports, '--input-type=module', '--eval', script], {
    cwd: project,
    encoding: 'utf8',
  });
  return z
    .object({ loaded: z.number(), used: z.number(), name: z.string(), frame: z.string() })
    .parse(JSON.parse(printed));
};

test('functions of the local gateway are named and found as ever, and those made for a call are given no name', () => {
  const [before, now] = [toldOf(), toldOf('./tools/local/gateway/named-once.ts')];
  expect(before.used).toBeGreaterThanOrEqual(10);
  expect(now).toEqual({ ...before, used: 0 });
  expect(now.name).toBe('createRouter');
  expect(now.frame).toMatch(/createRouter .*router\.ts:\d+:\d+/);
});
