import { operations } from '#operations/registry';
import { kinds } from './behaviours/kinds';
import { createCredentialRegister, type CredentialRegister } from './credentials';
import { createEffectLog, type EffectLog } from './effects';
import { createExampleAnswers, type ExampleAnswers } from './example-answers';
import { createFaultQueue, type FaultQueue } from './faults';
import { createRequestLog, type RequestLog } from './request-log';
import { createRoutes, type Routes } from './routes';
import { createClock } from './world/clock';
import { World } from './world/world';

/** Everything one running simulator consists of, apart from its socket. */
export interface Simulation {
  routes: Routes;
  examples: ExampleAnswers;
  world: World;
  credentials: CredentialRegister;
  effects: EffectLog;
  faults: FaultQueue;
  requests: RequestLog;
}

/** @throws Error when two operations could not be told apart */
export const createSimulation = ({ timeScale }: { timeScale?: number | undefined }): Simulation => ({
  routes: createRoutes(operations),
  examples: createExampleAnswers(operations),
  world: new World(createClock(timeScale), kinds),
  credentials: createCredentialRegister(),
  effects: createEffectLog(),
  faults: createFaultQueue(),
  requests: createRequestLog(),
});

/** Back to the beginning, as if just started without a state file. */
export const resetSimulation = ({ world, credentials, effects, faults, requests }: Simulation, seed?: string): void => {
  world.reset(seed);
  credentials.load([]);
  effects.load([]);
  faults.clear();
  requests.clear();
};
