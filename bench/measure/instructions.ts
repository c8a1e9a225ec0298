import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
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

const valgrind = ['valgrind', '-q', '--tool=cachegrind', '--cache-sim=no', '--smc-check=all-non-file'];

const isThere = (): boolean => spawnSync('valgrind', ['--version']).status === 0;

/** Instructions of a process that answers so many calls. */
const instructionsOf = async (
  { contender, stub }: ColdLane,
  calls: number,
  certificateFile: string,
): Promise<number> => {
  const file = join(buildDirectory, `cachegrind-${contender}-${calls}`);
  const command = [...valgrind, `--cachegrind-out-file=${file}`, process.execPath];
  const worker = await startWorker(contender, { url: stub.url, certificateFile, command });
  for (let tries = 1; !(await worker.attempt()) && tries < 5; tries += 1);
  await worker.run(calls);
  await worker.stop();
  return Number(/^summary: (\d+)/m.exec(readFileSync(file, 'utf8'))?.[1]);
};

/** Instructions of a call of one contender, as a ratio to another’s: what a longer run takes more than a shorter one. */
export const measureInstructions = async (
  of: ColdLane,
  to: ColdLane,
  { certificateFile, after, calls }: InstructionOptions,
): Promise<Figure> => {
  if (!isThere()) return { value: null, notMeasured: 'valgrind is not installed' };
  const counted = new Map<string, number>();
  const runs = [of, to].flatMap((lane) => [after, after + calls].map((until) => ({ lane, until })));
  await twoAtATime(runs, async ({ lane, until }) => {
    counted.set(`${lane.contender} ${until}`, await instructionsOf(lane, until, certificateFile));
  });
  const perCall = ({ contender }: ColdLane): number =>
    (counted.get(`${contender} ${after + calls}`) ?? NaN) - (counted.get(`${contender} ${after}`) ?? NaN);
  return { value: perCall(of) / perCall(to), note: `calls ${after + 1} to ${after + calls}` };
};
