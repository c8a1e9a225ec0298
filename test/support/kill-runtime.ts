import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';
import type { LocalGateway } from './local-gateway';

const pidOfFunctions = async (pid: number): Promise<number> => {
  const { stdout } = await promisify(execFile)('pgrep', ['-P', String(pid), '-f', 'gateway/main.ts']);
  return Number(stdout.trim());
};

/** SIGKILL for the process that runs every function; the rest of the runtime saves what it has and ends. */
export const killFunctions = async ({ process: runtime }: LocalGateway): Promise<void> => {
  const exit = once(runtime, 'exit');
  process.kill(await pidOfFunctions(runtime.pid ?? 0), 'SIGKILL');
  await exit;
};

/** SIGKILL for all of it at once. */
export const killRuntime = async ({ process: runtime }: LocalGateway): Promise<void> => {
  const exit = once(runtime, 'exit');
  const functions = await pidOfFunctions(runtime.pid ?? 0);
  runtime.kill('SIGKILL');
  process.kill(functions, 'SIGKILL');
  await exit;
};
