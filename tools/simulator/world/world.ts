import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { ChangeListener, WorldChange } from './changes';
import type { WorldClock } from './clock';
import { durationMs } from './duration';
import { createEntityStores } from './entity-stores';
import { createIdMaker } from './ids';
import { rehearsed } from './rehearsed';
import type { Kind, SimWorld } from './sim-world';
import { createSchedule, scheduledSchema, type Scheduled } from './schedule';

const defaultSeed = 'att';

/** The world as the state file keeps it. */
export const storedWorldSchema = z.object({
  seed: z.string(),
  aheadMs: z.number(),
  counts: z.record(z.string(), z.number()),
  entities: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown()))),
  scheduled: z.array(scheduledSchema),
});
export type StoredWorld = z.infer<typeof storedWorldSchema>;

/** The whole simulated AT&T; `forProvider` is the part of it one Solution Provider's requests see. */
export class World {
  readonly #stores = createEntityStores((change) => this.listener?.changed(change));
  readonly #schedule = createSchedule();
  readonly #kindByName: ReadonlyMap<string, Kind>;
  #seed = defaultSeed;
  #counts: Record<string, number> = {};
  #providers = new Map<string, SimWorld>();
  /** While it stands still: the time it is, such as when a transition that runs was due. */
  #dueAt: number | undefined;

  constructor(
    readonly clock: WorldClock,
    readonly kinds: readonly Kind[],
    private readonly listener?: ChangeListener<WorldChange>,
  ) {
    this.#kindByName = new Map(kinds.map((kind) => [kind.name, kind]));
  }

  forProvider(solutionProvider: string): SimWorld {
    const known = this.#providers.get(solutionProvider) ?? this.#build(solutionProvider);
    this.#providers.set(solutionProvider, known);
    return known;
  }

  /** Carries out everything that is due by now. */
  runDueTransitions(): void {
    const until = this.clock.now().getTime();
    for (let due = this.#schedule.takeDue(until); due; due = this.#schedule.takeDue(until)) {
      this.listener?.changed({ change: 'take' });
      this.#carryOut(due);
    }
  }

  /** Puts an entity into any state and forgets what was to happen to it. @throws z.ZodError */
  set(kind: Kind, solutionProvider: string, key: string, members: object): object {
    const entities = this.forProvider(solutionProvider).of(kind);
    const entity = kind.parse({ ...entities.get(key), ...members });
    const cancelled = { kind: kind.name, solutionProvider, key: kind.keyOf(key) };
    this.#schedule.cancel(cancelled);
    this.listener?.changed({ change: 'cancel', ...cancelled });
    return entities.put(key, entity);
  }

  /** Back to the beginning. A seed gives the ids it always gives; without one they are none that were given before. */
  reset(seed: string = randomUUID()): void {
    this.load({ seed, aheadMs: 0, counts: {}, scheduled: [], entities: {} });
  }

  /** Another world, of which nothing has happened yet. */
  atTheBeginning(): World {
    const world = new World(this.clock, this.kinds);
    world.#seed = this.#seed;
    return world;
  }

  /** The part of it one Solution Provider sees, to try something out in: nothing of it stays, and ids are those of the beginning. */
  rehearsalFor(solutionProvider: string): SimWorld {
    const counts = new Map<string, number>();
    const count = (series: string): number => {
      const next = (counts.get(series) ?? 0) + 1;
      counts.set(series, next);
      return next;
    };
    return rehearsed(this.forProvider(solutionProvider), createIdMaker(this.#seed, solutionProvider, count));
  }

  /** Does something while its clock stands still. */
  stoppedAt<T>(time: Date, work: () => T): T {
    const before = this.#dueAt;
    this.#dueAt = time.getTime();
    try {
      return work();
    } finally {
      this.#dueAt = before;
    }
  }

  dump(): StoredWorld {
    return {
      seed: this.#seed,
      aheadMs: this.clock.aheadMs(),
      counts: { ...this.#counts },
      entities: this.#stores.dump(),
      scheduled: [...this.#schedule.all()],
    };
  }

  /** @throws z.ZodError when an entity is none of its kind */
  load(stored: StoredWorld): void {
    this.#seed = stored.seed;
    this.#counts = { ...stored.counts };
    this.#providers = new Map();
    this.clock.reset(stored.aheadMs);
    this.#schedule.load(stored.scheduled);
    this.#stores.load(stored.entities, this.kinds);
    this.listener?.replaced();
  }

  /** Makes a change again that was told of. @throws z.ZodError */
  repeat(change: WorldChange): void {
    if (change.change === 'count') this.#counts[change.series] = change.count;
    else if (change.change === 'schedule') this.#schedule.add(scheduledSchema.parse(change));
    else if (change.change === 'take') this.#schedule.takeDue(Infinity);
    else if (change.change === 'cancel') this.#schedule.cancel(change);
    else this.#repeatOnEntity(change);
  }

  #now(): Date {
    return this.#dueAt === undefined ? this.clock.now() : new Date(this.#dueAt);
  }

  #build(solutionProvider: string): SimWorld {
    return {
      solutionProvider,
      ids: createIdMaker(this.#seed, solutionProvider, (series) => this.#count(`${solutionProvider} ${series}`)),
      now: () => this.#now(),
      timestamp: () => this.#now().toISOString().replace('Z', '+0000'),
      of: (kind) => this.#stores.of(this.#registered(kind), solutionProvider),
      after: (duration, kind, key, transition) => {
        if (!kind.transitions.includes(transition)) throw new Error(`${kind.name} has no transition ${transition}.`);
        const at = this.#now().getTime() + durationMs(duration);
        const { name } = this.#registered(kind);
        const item = { at, kind: name, solutionProvider, key: kind.keyOf(key), transition };
        this.#schedule.add(item);
        this.listener?.changed({ change: 'schedule', ...item });
      },
    };
  }

  #count(series: string): number {
    const count = (this.#counts[series] ?? 0) + 1;
    this.#counts[series] = count;
    this.listener?.changed({ change: 'count', series, count });
    return count;
  }

  #repeatOnEntity(change: Extract<WorldChange, { change: 'put' | 'delete' }>): void {
    const kind = this.#kindByName.get(change.kind);
    if (kind) this.#stores.repeat(change, kind);
  }

  /** @throws Error for a kind whose entities would be lost at the next restart */
  #registered<T extends object>(kind: Kind<T>): Kind<T> {
    if (!this.#kindByName.has(kind.name)) throw new Error(`${kind.name} is not listed in behaviours/kinds.ts.`);
    return kind;
  }

  #carryOut({ at, solutionProvider, kind: name, key, transition }: Scheduled): void {
    const kind = this.#kindByName.get(name);
    if (!kind) return;
    const world = this.forProvider(solutionProvider);
    const entity = world.of(kind).get(key);
    this.stoppedAt(new Date(at), () => {
      const next = entity && kind.step(transition, entity, world);
      if (next) world.of(kind).put(key, next);
    });
  }
}
