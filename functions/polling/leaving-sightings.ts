import { newSightingItem } from '#polling/sighting';
import type { Table } from '#platform/table/table';
import { SomethingToWrite, unwritableTable } from '#platform/table/unwritable-table';
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
  return {
    recordObservation: async (context, answer) => {
      try {
        await effects.recordObservation(context, answer);
      } catch (error) {
        if (!(error instanceof SomethingToWrite)) throw error;
        await table.put(newSightingItem(context, now()));
      }
    },
  };
};
