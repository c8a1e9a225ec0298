import * as z from 'zod';
import { credentialRuleSchema } from './credentials';
import { effectSchema } from './effects';
import type { Simulation } from './simulation';
import { storedWorldSchema } from './world/world';

/** What the simulated AT&T remembers, as it is kept somewhere else. Requests received and faults still to happen are no part of it. */
export const storedStateSchema = z.object({
  version: z.literal(1),
  world: storedWorldSchema,
  credentials: z.array(credentialRuleSchema),
  effects: z.array(effectSchema),
});
export type StoredState = z.output<typeof storedStateSchema>;

export const stateOf = ({ world, credentials, effects }: Simulation): StoredState => ({
  version: 1,
  world: world.dump(),
  credentials: [...credentials.all()],
  effects: [...effects.all()],
});

/** From now on nothing else is remembered. */
export const restore = ({ world, credentials, effects }: Simulation, state: StoredState): void => {
  world.load(state.world);
  credentials.load(state.credentials);
  effects.load(state.effects);
};
