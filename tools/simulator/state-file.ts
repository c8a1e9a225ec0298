import * as z from 'zod';
import { changeSchema, type Change } from './changes';
import { keepInJournal, readJournal, type JournalKeeper } from './journal';
import type { Simulation } from './simulation';
import { restore, stateOf, storedStateSchema } from './stored-state';

/** How much of what happened last may be lost when the process is killed. */
const writeAfterMs = 200;

/** What happened since, and how far the clock was ahead then. */
const sinceSchema = z.strictObject({ aheadMs: z.number(), changes: z.array(changeSchema) });

export interface StateKeeper {
  /** Something may have changed. */
  changed: () => void;
  /** Writes what is not yet written. */
  close(): Promise<void>;
}

/**
 * Loads the simulation from the file, if there is one, and keeps the file up to date: what changed is added to it, so that
 * a change costs the same however much is remembered. Requests received and faults still to happen are not kept.
 * @throws Error when the file was not written by this version of the simulator
 */
export const keepState = (simulation: Simulation, path: string | undefined): StateKeeper => {
  if (path === undefined) return { changed: () => undefined, close: () => Promise.resolve() };
  load(simulation, path);
  const journal = journalOf(simulation, path);
  let timer: NodeJS.Timeout | undefined;
  const write = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    return journal.write();
  };
  return {
    changed: () => {
      timer ??= setTimeout(() => {
        write().catch((error: unknown) => console.error(`${path} cannot be written:`, error));
      }, writeAfterMs);
    },
    close: write,
  };
};

const journalOf = (simulation: Simulation, path: string): JournalKeeper<Change> => {
  let lastAheadMs: number | undefined;
  const journal = keepInJournal<Change>(path, {
    state: () => stateOf(simulation),
    lineOf: (changes) => {
      const aheadMs = simulation.world.clock.aheadMs();
      const isMoved = aheadMs !== lastAheadMs;
      lastAheadMs = aheadMs;
      return changes.length > 0 || isMoved ? { aheadMs, changes } : undefined;
    },
  });
  simulation.changes.listen(journal);
  return journal;
};

const load = (simulation: Simulation, path: string): void => {
  try {
    const read = readJournal(path);
    if (!read) return;
    const state = storedStateSchema.parse(read.state);
    const since = z.array(sinceSchema).parse(read.changes);
    const aheadMs = since.at(-1)?.aheadMs ?? state.world.aheadMs;
    restore(simulation, { ...state, world: { ...state.world, aheadMs } });
    for (const { changes } of since) for (const change of changes) repeat(simulation, change);
  } catch (cause) {
    throw new Error(`${path} is no state of this simulator. Delete it to start afresh.`, { cause });
  }
};

const repeat = ({ world, credentials, effects }: Simulation, change: Change): void => {
  if ('world' in change) world.repeat(change.world);
  else if ('effect' in change) effects.put(change.effect);
  else credentials.set(change.credential);
};
