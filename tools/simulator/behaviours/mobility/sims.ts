import type { SimWorld } from '../../world/sim-world';
import { isSimInUse } from './lines';

/** SIMs AT&T refuses, by their last four digits. */
export const refusedSims: Readonly<Record<string, { code: string; reason: string }>> = {
  '0901': { code: 'SIM_IN_USE', reason: 'The SIM is in use on another line.' },
  '0902': { code: 'SIM_UNKNOWN', reason: 'The SIM is not one of AT&T’s.' },
  '0903': { code: 'SIM_EXPIRED', reason: 'The SIM is too old to be activated.' },
};

/** Why AT&T does not take the SIM: a magic one, or one that is on a live line. */
export const simObstacle = (
  world: SimWorld,
  sim: string | null | undefined,
  exceptNumber?: string,
): { code: string; reason: string } | undefined => {
  if (typeof sim !== 'string') return undefined;
  return refusedSims[sim.slice(-4)] ?? (isSimInUse(world, sim, exceptNumber) ? refusedSims['0901'] : undefined);
};
