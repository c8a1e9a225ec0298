import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import * as z from 'zod';
import type { Figure, Figures } from './figures';

/** What `.ci/run` notes of a gate that all passed. */
const notedSchema = z.object({ commit: z.string(), seconds: z.number(), cores: z.int(), at: z.iso.datetime() });

/** Where, below the working directory; nothing there is committed. */
const noteFile = '.local/gate.json';

const notMeasured = (why: string): Figure => ({ value: null, notMeasured: why });

/** How long the gate took, as it was noted. @param isAsOf whether what is here now is what that commit has, but for what the bench writes */
export const notedGate = (note: string | undefined, isAsOf: (commit: string) => boolean): Figure => {
  if (note === undefined) return notMeasured('no `.ci/run` has passed here; with `--gate` the bench runs it');
  const { commit, seconds, cores, at } = notedSchema.parse(JSON.parse(note));
  if (cores !== 2) return notMeasured(`\`.ci/run\` ran on ${cores} cores`);
  if (!isAsOf(commit)) return notMeasured(`\`.ci/run\` passed last on another commit, ${commit.slice(0, 8)}`);
  return { value: seconds / 60, note: `\`.ci/run\` of ${at.slice(0, 10)}, commit ${commit.slice(0, 8)}` };
};

const noted = (): string | undefined => {
  try {
    return readFileSync(noteFile, 'utf8');
  } catch {
    return undefined;
  }
};

const isHere = (commit: string): boolean =>
  spawnSync('git', ['diff', '--quiet', commit, '--', '.', ':!docs/performance.md']).status === 0;

/** Runs what CI runs. */
const gateRun = (): Figure => {
  const startedAt = performance.now();
  const { status } = spawnSync('.ci/run', [], { stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) return notMeasured('`.ci/run` failed');
  return { value: (performance.now() - startedAt) / 60_000 };
};

/** @param runs whether the gate is run for it; else what the last one took counts, where it was of the same commit */
export const gateFigures = (runs: boolean): Figures => ({
  'gate-minutes': runs ? gateRun() : notedGate(noted(), isHere),
});
