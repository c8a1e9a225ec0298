import type { Seen } from '#polling/keep-sighting';
import type { InvokeFunction } from '#platform/invoke-function';
import { readingAhead } from '#platform/table/reading-ahead';
import type { Table } from '#platform/table/table';
import { SomethingToWrite, unwritableTable } from '#platform/table/unwritable-table';
import type { CallContext } from '#requests/call-context';
import type { ReadEffects, WriteEffects } from '#requests/write-effects';

/** Has it kept that AT&T is to be asked what a read has asked. @throws when nobody knows whether it is kept */
export type LeaveSighting = (context: CallContext) => Promise<void>;

export interface LeavingSightings {
  table: Pick<Table, 'get' | 'query'>;
  leaveSighting: LeaveSighting;
}

/**
 * The tracking side of a partner’s read. It writes nothing: where there is anything to be written of what AT&T’s answer shows it has it
 * kept that AT&T is to be asked, and who asks records (`take-in-sighting.ts`). So whoever takes the function over can have AT&T asked, and no more.
 * @param effectsOn what the effects would be on a table
 */
export const leavingSightings = (
  effectsOn: (table: Table) => Pick<WriteEffects, 'recordObservation' | 'observedKey'>,
  { table, leaveSighting }: LeavingSightings,
): ReadEffects => {
  const ahead = readingAhead(table);
  const effects = effectsOn(unwritableTable(ahead));
  return {
    lookAhead: (context) => {
      const key = effects.observedKey(context);
      return key && ahead.begin(key);
    },
    recordObservation: async (context, answer) => {
      try {
        await effects.recordObservation(context, answer);
      } catch (error) {
        if (!(error instanceof SomethingToWrite)) throw error;
        await leaveSighting(context);
      }
    },
  };
};

/** By the function that keeps sightings (`keep-sighting.ts`), which is waited for: a write that comes next finds what was seen. */
export const leavingByKeeper =
  (invoke: InvokeFunction, keeper: string): LeaveSighting =>
  async ({ solutionProvider, operation, request: { path, query } }) => {
    const seen: Seen = { solutionProvider, operation: operation.id, path, query };
    await invoke(keeper, seen);
  };
