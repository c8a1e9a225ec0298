import type * as z from 'zod';
import type { Kind, SimWorld } from './sim-world';

interface KindDefinition<T extends object> {
  /** Kebab-case, unique, e.g. `apex-order`. */
  name: string;
  /** JSON only: entities are kept in the state file. */
  schema: z.ZodType<T>;
  /** The key that others are written for as well. Default: each is its own. */
  keyOf?: (key: string) => string;
  /** What a Solution Provider has from the start, by key. */
  initially?: () => Record<string, T>;
  /** What entities are looked up by besides their key, by name. */
  lookups?: Record<string, (entity: T) => string | null | undefined>;
  /**
   * Changes that come with time, by name; `world.after` schedules them. Each gets the entity as it is when its time has
   * come, and answers with the new one, or undefined when it no longer applies. `world.now()` is then the due time.
   */
  transitions?: Record<string, (entity: T, world: SimWorld) => T | undefined>;
}

export const defineKind = <T extends object>(definition: KindDefinition<T>): Kind<T> => ({
  name: definition.name,
  transitions: Object.keys(definition.transitions ?? {}),
  keyOf: definition.keyOf ?? ((key) => key),
  initially: definition.initially ?? (() => ({})),
  lookUp: (lookup, entity) => {
    const valueOf = definition.lookups?.[lookup];
    if (!valueOf) throw new Error(`${definition.name} is not looked up by ${lookup}.`);
    return valueOf(entity) ?? undefined;
  },
  parse: (value) => definition.schema.parse(value),
  step: (transition, entity, world) => definition.transitions?.[transition]?.(definition.schema.parse(entity), world),
});
