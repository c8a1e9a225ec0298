import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { app } from '../../cdk.json';
import { memoryOf } from '../memory';

const root = join(import.meta.dirname, '..', '..');

/** What the CDK starts, without the `npx` that finds Node.js. */
const [, , ...args] = app.split(' ');

/** One pass of the CDK app over the example tenant, bundles and checks and all. */
const synth = async (): Promise<{ seconds: number; megabytes: number }> => {
  const output = mkdtempSync(join(tmpdir(), 'bench-synth-'));
  const startedAt = performance.now();
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: 'ignore',
    env: { ...process.env, CDK_OUTDIR: output, CDK_CONTEXT_JSON: JSON.stringify({ tenant: 'example' }) },
  });
  let megabytes = 0;
  const watch = setInterval(() => (megabytes = Math.max(megabytes, memoryOf(child.pid ?? 0))), 200);
  const [code] = (await once(child, 'exit')) as [number | null];
  clearInterval(watch);
  rmSync(output, { recursive: true, force: true });
  if (code !== 0) throw new Error(`The synth ended with ${code}.`);
  return { seconds: (performance.now() - startedAt) / 1000, megabytes };
};

/** The second of two, which finds the files in memory. */
export const measureSynth = async (): Promise<{ seconds: number; megabytes: number }> => {
  await synth();
  return synth();
};
