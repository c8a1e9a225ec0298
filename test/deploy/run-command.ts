import { spawn } from 'node:child_process';
import { join } from 'node:path';

export const repository = join(import.meta.dirname, '..', '..');

interface CommandOptions {
  env?: Record<string, string>;
  /** Its output goes to the terminal as it comes. */
  isLoud?: boolean;
}

/** What a command printed. @throws Error with all of it when it failed or is not there */
export const runCommand = (
  command: string,
  args: readonly string[],
  { env = {}, isLoud = false }: CommandOptions = {},
): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: repository, env: { ...process.env, ...env } });
    let output = '';
    const collect = (data: Buffer) => {
      output += data.toString();
      if (isLoud) process.stdout.write(data);
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve(output);
      else reject(new Error(`${[command, ...args].join(' ')} ended with ${code}:\n${output}`));
    });
  });
