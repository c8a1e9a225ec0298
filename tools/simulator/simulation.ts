import type { Binding } from '#domain/define-operation';
import { operations as registered } from '#operations/registry';
import type { SimOperation } from './behaviour';
import { kinds } from './behaviours/kinds';
import { createChanges, type Changes } from './changes';
import { createCredentialRegister, type CredentialRegister } from './credentials';
import type { Dialect } from './dialects/dialect';
import { ownDialect } from './dialects/own';
import { statedBase } from './dialects/stated/address';
import { statedPushes } from './dialects/stated/pushes';
import { statedDialect } from './dialects/stated/stated';
import type { StatedOperation } from './dialects/stated/stated-operation';
import { tincanBase, tincanDialect } from './dialects/tincan/tincan';
import { tincanPush } from './dialects/tincan/pushes';
import { createEffectLog, type EffectLog } from './effects';
import { createExampleAnswers, type ExampleAnswers } from './example-answers';
import { createFaultQueue, type FaultQueue } from './faults';
import { answerTo } from './operation-answers';
import type { PushedMessage } from './pushed-message';
import { createRequestLog, type RequestLog } from './request-log';
import type { WorldChange } from './world/changes';
import { createClock } from './world/clock';
import { World } from './world/world';

/** Everything one running simulator consists of, apart from its socket. */
export interface Simulation {
  /** How AT&T is spoken to at a path. */
  dialectAt: (path: string) => Dialect;
  examples: ExampleAnswers;
  world: World;
  credentials: CredentialRegister;
  effects: EffectLog;
  faults: FaultQueue;
  requests: RequestLog;
  /** Of world, credentials and effects. */
  changes: Changes;
}

type Stated = { [Part in 'method' | 'path' | 'credentialHeaders' | 'bodyMembers']?: Binding[Part] | undefined };

/** What a tenant states about AT&T's addresses, by operation id. */
type StatedBindings = Readonly<Record<string, Stated>>;

export interface SimulationOptions {
  /** Simulated seconds per real one. Default 1. */
  timeScale?: number | undefined;
  /** A tenant's `bindings`: operations are served where the tenant states them. Default: where the operations say. */
  bindings?: StatedBindings | undefined;
  /** Operations in the tenant’s own dialect, below its hosts. */
  stated?: readonly StatedOperation[] | undefined;
  /** Told of every message that AT&T sends by itself, when it would: in the tenant’s dialect, or in Tincan’s without one. */
  onPush?: ((push: PushedMessage) => void) | undefined;
}

/** @throws Error when two operations could not be told apart */
export const createSimulation = ({ timeScale, bindings = {}, stated = [], onPush }: SimulationOptions): Simulation => {
  const operations = registered.map((operation) => asStated(operation, bindings[operation.id] ?? {}));
  const changes = createChanges();
  const examples = createExampleAnswers(operations);
  const pushOf = stated.length > 0 ? statedPushes(stated, (request) => answerTo(request, world, examples)) : tincanPush;
  const own = ownDialect(operations);
  const others = Object.entries({ [tincanBase]: tincanDialect(registered), [statedBase]: statedDialect(stated) });
  const kept = changes.from((one: WorldChange) => ({ world: one }));
  const world: World = new World(createClock(timeScale), kinds, {
    ...kept,
    changed: (change) => {
      kept.changed(change);
      if (!onPush || change.change !== 'put') return;
      const push = pushOf(change, world.forProvider(change.solutionProvider).timestamp());
      if (push) onPush(push);
    },
  });
  return {
    dialectAt: (path) => others.find(([base]) => path.startsWith(`${base}/`))?.[1] ?? own,
    examples,
    world,
    credentials: createCredentialRegister(changes.from((credential) => ({ credential }))),
    effects: createEffectLog(changes.from((effect) => ({ effect }))),
    faults: createFaultQueue(),
    requests: createRequestLog(),
    changes,
  };
};

const asStated = (operation: SimOperation, stated: Stated): SimOperation => ({
  ...operation,
  binding: { ...operation.binding, ...compact(stated) },
});

const compact = ({ method, path, credentialHeaders, bodyMembers }: Stated): Partial<Binding> => ({
  ...(method === undefined ? {} : { method }),
  ...(path === undefined ? {} : { path }),
  ...(credentialHeaders === undefined ? {} : { credentialHeaders }),
  ...(bodyMembers === undefined ? {} : { bodyMembers }),
});

/** Back to the beginning, as if just started without a state file. */
export const resetSimulation = ({ world, credentials, effects, faults, requests }: Simulation, seed?: string): void => {
  world.reset(seed);
  credentials.load([]);
  effects.load([]);
  faults.clear();
  requests.clear();
};
