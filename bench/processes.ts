import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import * as z from 'zod';
import { buildDirectory, bundleOf, worker } from './build';
import { environmentOf, eventOf, stubOf, type Contender } from './contenders';
import type { CallsToCome, StubAnswer } from './stub/main';
import type { BenchToken } from './token';

const cost = z.object({ wallMs: z.number(), cpuMs: z.number() });
/** Milliseconds of one call: the median by the clock, the mean of CPU. */
export type Cost = z.output<typeof cost>;
const start = z.object({ boot: cost, init: cost });
/** From the process’s beginning to its first line, and from there until the handler is there. */
export type Start = z.output<typeof start>;

const stub = join(import.meta.dirname, 'stub', 'main.ts');

/** The world of one contender. */
export interface Stub {
  url: string;
  pid: number;
  /** A table with no more in it than what calls to come have to find there. */
  renewTable(calls: CallsToCome): Promise<void>;
  /** Requests to DynamoDB by action since it was last asked. */
  counts(): Promise<Record<string, number>>;
  stop(): void;
}

const answerOf = async (child: ChildProcess): Promise<StubAnswer> => {
  const [answer] = (await once(child, 'message')) as [StubAnswer]; // what stub/main sends
  return answer;
};

export const startStub = async (
  contender: Contender,
  token: BenchToken,
  certificate: { key: string; cert: string },
): Promise<Stub> => {
  const child = spawn(process.execPath, ['--import', 'tsx', stub], { stdio: ['pipe', 'inherit', 'inherit', 'ipc'] });
  child.stdin?.end(JSON.stringify(await stubOf(contender, token, certificate)));
  const started = await answerOf(child);
  if (started === 'renewed' || !('url' in started)) throw new Error('The stub did not begin with its address.');
  const ask = async (question: CallsToCome | 'count'): Promise<StubAnswer> => {
    child.send(question);
    return answerOf(child);
  };
  return {
    url: started.url,
    pid: child.pid ?? 0,
    renewTable: async (calls) => {
      await ask(calls);
    },
    counts: async () => z.object({ counts: z.record(z.string(), z.number()) }).parse(await ask('count')).counts,
    stop: () => child.disconnect(),
  };
};

/** A process with a contender’s function in it. */
export interface Worker {
  pid: number;
  start: Start;
  /** The number of its next call. */
  nextSerial(): number;
  /** What a call costs. @param atOnce how many are begun together; one by one if left out */
  run(calls: number, atOnce?: number): Promise<Cost>;
  /** One call, which may fail. @returns whether it has succeeded */
  attempt(): Promise<boolean>;
  stop(): Promise<void>;
}

export const firstSerial = 2_000_001;

export const eventFile = (contender: Contender): string => join(buildDirectory, `${contender}.json`);

export const writeEvents = (contenders: readonly Contender[], token: BenchToken): void => {
  for (const contender of contenders) writeFileSync(eventFile(contender), eventOf(contender, token));
};

interface WorkerOptions {
  url: string;
  certificateFile: string;
  /** What Node.js is started by, and with. */
  command?: readonly string[];
  /** What whoever reads the log is started by. */
  reader?: readonly string[];
  /** A group of processes to start in, as a folder. */
  group?: string | undefined;
}

/** Starts a function’s process. Its log goes into a pipe that another process reads. @throws Error when it fails at start */
export const startWorker = async (
  contender: Contender,
  { url, certificateFile, command = [process.execPath], reader = [], group }: WorkerOptions,
): Promise<Worker> => {
  const joinGroup = group === undefined ? '' : `echo $$ > ${group}/cgroup.procs; `;
  // A shell of its own: within a pipe `$$` is still the id of the shell around it, which would be the one to join the group.
  const script = `exec sh -c '${joinGroup}echo $$ >&3; exec "$@"' sh "$@" | exec ${[...reader, 'cat'].join(' ')} > /dev/null`;
  const args = [...command, worker, bundleOf(contender), eventFile(contender)];
  const child = spawn('sh', ['-c', `(${script}) 4>&-`, 'sh', ...args], {
    stdio: ['pipe', 'ignore', 'inherit', 'pipe'],
    env: environmentOf(contender, url, certificateFile),
  });
  const [input, output] = [child.stdin as Writable, child.stdio[3] as Readable]; // by `stdio` above
  const lines = createInterface(output)[Symbol.asyncIterator]();
  const said = async (): Promise<unknown> => {
    const { value, done } = await lines.next();
    if (done) throw new Error(`${contender} has ended.`);
    return JSON.parse(value);
  };
  const pid = z.number().parse(await said());
  let serial = firstSerial;
  return {
    pid,
    start: start.parse(await said()),
    nextSerial: () => serial,
    run: async (calls, atOnce = 1) => {
      input.write(JSON.stringify({ from: serial, calls, atOnce }));
      serial += calls;
      return cost.parse(await said());
    },
    attempt: async () => {
      input.write(JSON.stringify({ from: serial, calls: 1, mayFail: true }));
      serial += 1;
      return z.boolean().parse(await said());
    },
    stop: async () => {
      const ended = once(child, 'exit');
      input.end();
      await ended;
    },
  };
};
