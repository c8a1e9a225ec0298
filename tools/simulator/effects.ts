import * as z from 'zod';
import type { ChangeListener } from './world/changes';

export const effectSchema = z.object({
  id: z.string(),
  operation: z.string(),
  solutionProvider: z.string(),
  /** What must not happen twice, in the behaviour's words. */
  key: z.string(),
  /** How often it did happen. */
  count: z.number(),
  firstAt: z.string(),
  lastAt: z.string(),
});
export type Effect = z.infer<typeof effectSchema>;

const maximumEffects = 100_000;

/** What the simulated AT&T really did: the truth at-most-once tests compare with. The oldest go when there are too many. */
export interface EffectLog {
  /** @returns the effect's id; the same for the same operation, Solution Provider and key */
  commit(operation: string, solutionProvider: string, key: string, at: Date): string;
  /** Whether it was ever committed, as far back as effects are kept. */
  has(operation: string, solutionProvider: string, key: string): boolean;
  all(): readonly Effect[];
  load(effects: readonly Effect[]): void;
  /** What became of it is this. */
  put(effect: Effect): void;
}

export const createEffectLog = (listener?: ChangeListener<Effect>): EffectLog => {
  let effects = new Map<string, Effect>();
  let lastNumber = 0;
  const nameOf = (effect: Pick<Effect, 'operation' | 'solutionProvider' | 'key'>): string =>
    JSON.stringify([effect.operation, effect.solutionProvider, effect.key]);
  const put = (effect: Effect): void => {
    effects.set(nameOf(effect), effect);
    lastNumber = Math.max(lastNumber, numberOf(effect));
    const oldest = effects.size > maximumEffects ? effects.keys().next().value : undefined;
    if (oldest !== undefined) effects.delete(oldest);
    listener?.changed(effect);
  };
  return {
    commit: (operation, solutionProvider, key, at) => {
      const known = effects.get(nameOf({ operation, solutionProvider, key }));
      const lastAt = at.toISOString();
      const id = known?.id ?? `effect-${lastNumber + 1}`;
      const { count, firstAt } = known ?? { count: 0, firstAt: lastAt };
      put({ id, operation, solutionProvider, key, count: count + 1, firstAt, lastAt });
      return id;
    },
    has: (operation, solutionProvider, key) => effects.has(nameOf({ operation, solutionProvider, key })),
    all: () => [...effects.values()],
    load: (loaded) => {
      effects = new Map(loaded.map((effect) => [nameOf(effect), effect]));
      lastNumber = loaded.reduce((most, effect) => Math.max(most, numberOf(effect)), 0);
      listener?.replaced();
    },
    put,
  };
};

const numberOf = ({ id }: Effect): number => Number(id.split('-')[1]);
