import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const repository = join(import.meta.dirname, '..', '..', '..');

/** Where a shell has its command lines carried out. */
export interface GatewayHost {
  /** Of this machine. */
  port: number;
  stop(): Promise<void>;
}

/** The operator's command line in a process of its own, as `npx gateway` is, loaded once. @param tenants folder of the tenants' files */
export const startGatewayHost = async (tenants: string): Promise<GatewayHost> => {
  const program = ['--import', 'tsx', join('test', 'support', 'operator-shell', 'gateway-host.ts'), tenants];
  // Jest tells tests whose worker they are; this one is nobody's.
  const { JEST_WORKER_ID: _, ...env } = process.env;
  const child = spawn(process.execPath, program, { cwd: repository, env, stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const line = await Promise.race([once(createInterface(child.stdout), 'line'), ended.then(() => undefined)]);
  if (line === undefined) throw new Error('The command line ended before it was asked anything.');
  return {
    port: Number(line[0]),
    stop: async () => {
      child.stdin.end();
      await ended;
    },
  };
};
