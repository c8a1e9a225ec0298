import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

export const repository = join(import.meta.dirname, '..', '..');

const running = new Set<ChildProcess>();

/** Ends the commands that are still running. */
export const endCommands = (): void => {
  for (const child of running) child.kill();
};

interface CommandOptions {
  env?: Record<string, string>;
}

/** What a command printed. @throws Error with all of it when it failed or is not there */
export const runCommand = (
  command: string,
  args: readonly string[],
  { env = {} }: CommandOptions = {},
): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: repository, env: { ...process.env, ...env } });
    running.add(child);
    let output = '';
    const collect = (data: Buffer) => {
      output += data.toString();
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.once('error', reject);
    child.once('close', (code) => {
      running.delete(child);
      if (code === 0) resolve(output);
      else reject(new Error(`${[command, ...args].join(' ')} ended with ${code}:\n${output}`));
    });
  });
