import * as z from 'zod';

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
}

export const createEffectLog = (): EffectLog => {
  let effects = new Map<string, Effect>();
  let lastNumber = 0;
  const nameOf = (effect: Pick<Effect, 'operation' | 'solutionProvider' | 'key'>): string =>
    JSON.stringify([effect.operation, effect.solutionProvider, effect.key]);
  return {
    commit: (operation, solutionProvider, key, at) => {
      const name = nameOf({ operation, solutionProvider, key });
      const known = effects.get(name);
      if (known) {
        effects.set(name, { ...known, count: known.count + 1, lastAt: at.toISOString() });
        return known.id;
      }
      lastNumber += 1;
      const id = `effect-${lastNumber}`;
      const time = at.toISOString();
      effects.set(name, { id, operation, solutionProvider, key, count: 1, firstAt: time, lastAt: time });
      const oldest = effects.size > maximumEffects ? effects.keys().next().value : undefined;
      if (oldest !== undefined) effects.delete(oldest);
      return id;
    },
    has: (operation, solutionProvider, key) => effects.has(nameOf({ operation, solutionProvider, key })),
    all: () => [...effects.values()],
    load: (loaded) => {
      effects = new Map(loaded.map((effect) => [nameOf(effect), effect]));
      lastNumber = loaded.reduce((most, { id }) => Math.max(most, Number(id.split('-')[1])), 0);
    },
  };
};
