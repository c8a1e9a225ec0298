import { newSightingItem } from '#polling/sighting';
import type { Table } from '#platform/table/table';
import { SomethingToWrite, unwritableTable } from '#platform/table/unwritable-table';
import type { CallContext } from '#requests/call-context';
import type { WriteEffects } from '#requests/write-effects';

export interface LeavingSightings {
  table: Pick<Table, 'get' | 'query' | 'put'>;
  now: () => number;
}

/**
 * The tracking side of a partner’s read. It writes nothing of what AT&T’s answer shows: where there is anything to be written it leaves
 * that AT&T is to be asked, and who asks records (`take-in-sighting.ts`). So whoever takes the function over can have AT&T asked, and no more.
 * @param effectsOn what the effects would be on a table
 */
export const leavingSightings = (
  effectsOn: (table: Table) => Pick<WriteEffects, 'recordObservation'>,
  { table, now }: LeavingSightings,
): Pick<WriteEffects, 'recordObservation'> => {
  const effects = effectsOn(unwritableTable(table));
  const known = knownForAMoment(now);
  return {
    recordObservation: async (context, answer) => {
      const seen = seenIn(context, answer);
      if (known.has(seen)) return;
      try {
        await effects.recordObservation(context, answer);
        known.add(seen);
      } catch (error) {
        if (!(error instanceof SomethingToWrite)) throw error;
        await table.put(newSightingItem(context, now()));
      }
    },
  };
};

interface Seen {
  question: string;
  answer: string;
}

const seenIn = ({ solutionProvider, operation, request: { path, query } }: CallContext, answer: unknown): Seen => ({
  question: JSON.stringify([solutionProvider, operation.id, path, query]),
  answer: JSON.stringify(answer),
});

/** Who waits for something asks again every few seconds; that something else was known in between is seen by the next look, or poll. */
const momentMs = 30_000;
const mostRemembered = 1_000;
const longestRemembered = 4_096;

/** Answers that this process has found to show nothing new, so that it need not look at what is known each time. */
const knownForAMoment = (now: () => number) => {
  const answers = new Map<string, { answer: string; atMs: number }>();
  return {
    has: ({ question, answer }: Seen): boolean => {
      const last = answers.get(question);
      return last !== undefined && last.answer === answer && now() - last.atMs < momentMs;
    },
    add: ({ question, answer }: Seen): void => {
      if (answer.length > longestRemembered) return;
      if (answers.size >= mostRemembered) answers.clear();
      answers.set(question, { answer, atMs: now() });
    },
  };
};
