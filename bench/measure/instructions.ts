import { execFile, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildDirectory } from '../build';
import type { Figure } from '../figures';
import { startWorker } from '../processes';
import type { ColdLane } from './cold';
import { twoAtATime } from './warm';

interface InstructionOptions {
  certificateFile: string;
  /** Calls before those that are counted. */
  after: number;
  calls: number;
}

const valgrind = ['valgrind', '-q', '--tool=callgrind', '--instr-atstart=no', '--smc-check=all-non-file'];

const isThere = (): boolean => spawnSync('valgrind', ['--version']).status === 0;

const run = promisify(execFile);

/**
 * Instructions of a call, of a process that has answered some before. Counting begins between two calls: what a whole run takes differs
 * from that of the next by a few in a hundred, which is as much as a thousand calls are of thirteen thousand.
 */
const instructionsOf = async (
  { contender, stub }: ColdLane,
  { certificateFile, after, calls }: InstructionOptions,
): Promise<number> => {
  const file = join(buildDirectory, `callgrind-${contender}`);
  const command = [...valgrind, `--callgrind-out-file=${file}`, process.execPath];
  const worker = await startWorker(contender, { url: stub.url, certificateFile, command });
  for (let tries = 1; !(await worker.attempt()) && tries < 5; tries += 1);
  await worker.run(after);
  await run('callgrind_control', ['--instr=on', String(worker.pid)]);
  await worker.run(calls);
  await run('callgrind_control', ['--instr=off', String(worker.pid)]);
  await worker.stop();
  return Number(/^totals: (\d+)/m.exec(readFileSync(file, 'utf8'))?.[1]) / calls;
};

/** Instructions of a call of one contender, as a ratio to another’s. */
export const measureInstructions = async (of: ColdLane, to: ColdLane, options: InstructionOptions): Promise<Figure> => {
  if (!isThere()) return { value: null, notMeasured: 'valgrind is not installed' };
  const counted = new Map<ColdLane, number>();
  await twoAtATime([of, to], async (lane) => {
    counted.set(lane, await instructionsOf(lane, options));
  });
  const { after, calls } = options;
  return {
    value: (counted.get(of) ?? NaN) / (counted.get(to) ?? NaN),
    note: `calls ${after + 1} to ${after + calls}`,
  };
};
