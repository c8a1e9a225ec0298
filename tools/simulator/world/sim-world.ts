import type { IdMaker } from './ids';

/** All entities of one kind and one Solution Provider. */
export interface Entities<T extends object> {
  get(key: string): Readonly<T> | undefined;
  /** Adds or replaces. Never change an entity in place: put a new one. @returns what was put */
  put(key: string, entity: T): T;
  delete(key: string): void;
  /** In the order they were first put. */
  all(): readonly (readonly [key: string, entity: Readonly<T>])[];
  /** Those with a value of one of the kind’s lookups, without looking at the others. @throws when the kind has no such lookup */
  having(lookup: string, value: string): readonly (readonly [key: string, entity: Readonly<T>])[];
}

/** A kind of thing the simulated AT&T keeps per Solution Provider: orders, lines, port-ins. Listed in `behaviours/kinds.ts`. */
export interface Kind<T extends object = object> {
  readonly name: string;
  readonly transitions: readonly string[];
  keyOf(key: string): string;
  initially(): Record<string, T>;
  /** What an entity is looked up by. @throws when the kind has no such lookup */
  lookUp(lookup: string, entity: T): string | undefined;
  /** @throws z.ZodError when the value is no entity of this kind */
  parse(value: unknown): T;
  /** Carries a transition out on an entity. @returns undefined when it no longer applies */
  step(transition: string, entity: unknown, world: SimWorld): T | undefined;
}

/** What a behaviour sees of the simulated AT&T: one Solution Provider's things, the time, fresh ids. */
export interface SimWorld {
  readonly solutionProvider: string;
  readonly ids: IdMaker;
  /** The simulator's time. Inside a transition: the time it was due. */
  now(): Date;
  /** The simulator's time as AT&T writes it: `2024-01-16T20:00:00.000+0000`. */
  timestamp(): string;
  of<T extends object>(kind: Kind<T>): Entities<T>;
  /**
   * Has one of the kind's transitions happen to an entity once that much simulated time has gone by. Nothing ticks: what
   * is due is carried out, in order of time, before the next request is answered. Kept over a restart.
   * @param duration ISO 8601, e.g. `PT2H`
   */
  after<T extends object>(duration: string, kind: Kind<T>, key: string, transition: string): void;
}
