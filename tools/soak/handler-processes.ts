import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import * as z from 'zod';
import { replySchema, type Command, type Reply } from './command';

/** `killed`: the process ended before it said anything. */
export type Outcome = Reply | { kind: 'killed' };

/** A process that runs handlers. */
export interface HandlerProcess {
  /** @throws when the command failed in a way no handler may */
  run(command: Command): Promise<Exclude<Outcome, { kind: 'failed' }>>;
  /** SIGKILL: it gets no chance to finish anything. */
  kill(): void;
}

export interface HandlerProcesses {
  /** One of those that live on, in turn. */
  lasting(): HandlerProcess;
  /** A fresh one for somebody who means to kill it. */
  fresh(environment?: Record<string, string>): Promise<HandlerProcess>;
  close(): Promise<void>;
}

const spares = 3;

/** Bundled once, because loading TypeScript takes each process seconds. */
const bundle = (directory: string): string => {
  const outfile = join(directory, 'handler-process.cjs');
  buildSync({
    entryPoints: [join(import.meta.dirname, 'handler-process.ts')],
    outfile,
    absWorkingDir: join(import.meta.dirname, '..', '..'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node24',
    mainFields: ['module', 'main'],
    alias: {
      '@aws-sdk/credential-provider-node': join(
        import.meta.dirname,
        '..',
        '..',
        'functions',
        'platform',
        'lambda-credential-provider.ts',
      ),
    },
    logLevel: 'error',
  });
  return outfile;
};

/** @param environment what the deployment sets for its functions */
export const startHandlerProcesses = async (
  environment: Record<string, string>,
  lastingCount: number,
): Promise<HandlerProcesses> => {
  const directory = await mkdtemp(join(tmpdir(), 'handler-process-'));
  const file = bundle(directory);
  const running = new Set<ChildProcess>();
  const start = async (more: Record<string, string> = {}): Promise<HandlerProcess> => {
    const child = fork(file, {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      execArgv: [],
      env: { PATH: process.env['PATH'], NODE_COMPILE_CACHE: join(directory, 'cache'), ...environment, ...more },
    });
    running.add(child);
    child.once('exit', () => running.delete(child));
    await once(child, 'message');
    return handlerProcess(child);
  };
  const lasting = await Promise.all(Array.from({ length: lastingCount }, () => start()));
  const ready: Promise<HandlerProcess>[] = [];
  let turn = 0;
  return {
    lasting: () => {
      const next = lasting[turn++ % lasting.length];
      if (!next) throw new Error('There are no lasting processes.');
      return next;
    },
    fresh: (more) => {
      if (more) return start(more);
      while (ready.length <= spares) ready.push(start());
      return ready.shift() ?? start();
    },
    close: async () => {
      await Promise.all(ready);
      await Promise.all([...running].map((child) => ended(child)));
      await rm(directory, { recursive: true, force: true });
    },
  };
};

const ended = async (child: ChildProcess): Promise<void> => {
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
};

const messageSchema = z.object({ id: z.number(), reply: replySchema });

const handlerProcess = (child: ChildProcess): HandlerProcess => {
  const waiting = new Map<number, (outcome: Outcome) => void>();
  let lastId = 0;
  child.on('message', (message) => {
    const { id, reply } = messageSchema.parse(message);
    waiting.get(id)?.(reply);
    waiting.delete(id);
  });
  child.once('exit', () => {
    for (const tell of waiting.values()) tell({ kind: 'killed' });
    waiting.clear();
  });
  return {
    run: async (command) => {
      if (!child.connected) return { kind: 'killed' };
      const id = ++lastId;
      const outcome = await new Promise<Outcome>((resolve) => {
        waiting.set(id, resolve);
        child.send({ id, command }, (error) => {
          if (error) resolve({ kind: 'killed' });
        });
      });
      if (outcome.kind === 'failed') throw new Error(outcome.reason);
      return outcome;
    },
    kill: () => void child.kill('SIGKILL'),
  };
};
