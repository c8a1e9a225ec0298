import { setTimeout as sleep } from 'node:timers/promises';
import { Problem, type ProblemCode } from '#domain/problems/problems';
import type { Table } from '#platform/table/table';
import { hasSightings } from '#polling/sighting-store';
import type { CallContext } from '#requests/call-context';
import type { WriteEffects } from '#requests/write-effects';

export interface AwaitingSightings {
  table: Pick<Table, 'query'>;
  /** The real time. */
  wireNow: () => number;
}

/** Made of what is known. */
const refusals: readonly ProblemCode[] = ['step-not-allowed', 'already-done'];

/** The stream carries on within a second what a read has shown, and AT&T needs its time. */
const longestMs = 6_000;
const everyMs = 250;

/**
 * The tracking side of a write. One that would be refused by what is known, just after a read of the Solution Provider’s has shown
 * something new, waits a moment until that is known.
 */
export const awaitingSightings = (effects: WriteEffects, { table, wireNow }: AwaitingSightings): WriteEffects => {
  /** Where nobody can tell, what is known stands. */
  const isAnythingSeen = ({ solutionProvider }: CallContext): Promise<boolean> =>
    hasSightings(table, solutionProvider).catch(() => false);
  return {
    ...effects,
    reserve: async (context, requestId) => {
      try {
        return await effects.reserve(context, requestId);
      } catch (error) {
        if (!(error instanceof Problem && refusals.includes(error.code) && (await isAnythingSeen(context))))
          throw error;
      }
      const until = wireNow() + longestMs;
      do await sleep(everyMs);
      while (wireNow() < until && (await isAnythingSeen(context)));
      return effects.reserve(context, requestId);
    },
  };
};
