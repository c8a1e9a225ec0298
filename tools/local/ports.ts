import { createServer } from 'node:http';
import { close, listen } from '../loopback/listen';

export const isFree = async (port: number): Promise<boolean> => {
  const probe = createServer();
  try {
    await listen(probe, port);
  } catch {
    return false;
  }
  await close(probe);
  return true;
};

/** Says in one line why the runtime cannot start. */
export class StartError extends Error {}

export interface Ports {
  gateway: number;
  tokenIssuer: number;
  simulator: number;
  stateMachines: number;
}

const usualPort = 3000;
const basesTried = 20;

/**
 * The gateway's port and, next to it, those of its neighbours, so that addresses (and with them tokens) hold over a restart.
 * @throws StartError when the port asked for is taken
 */
export const choosePorts = async (asked: number | undefined): Promise<Ports> => {
  if (asked === 0) return { gateway: 0, tokenIssuer: 0, simulator: 0, stateMachines: 0 };
  if (asked !== undefined && !(await isFree(asked))) {
    throw new StartError(`Port ${asked} is in use. Choose another with --port, or --port 0 for any free one.`);
  }
  const gateway = asked ?? (await firstFreeBase());
  const neighbour = async (port: number): Promise<number> => (port <= 65_535 && (await isFree(port)) ? port : 0);
  return {
    gateway,
    tokenIssuer: await neighbour(gateway + 1),
    simulator: await neighbour(gateway + 2),
    stateMachines: await neighbour(gateway + 3),
  };
};

const firstFreeBase = async (): Promise<number> => {
  for (let step = 0; step < basesTried; step += 1) {
    if (await isFree(usualPort + step * 10)) return usualPort + step * 10;
  }
  return 0;
};
