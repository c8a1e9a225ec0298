import * as z from 'zod';
import { and, exists, itemNotExists, lessThan, or, type Condition } from '#platform/table/conditions';
import type { Item, Table } from '#platform/table/table';
import { isFinalOutcome } from '#requests/request-outcome';
import { requestRecordSchema } from '#requests/request-record';

/** What is there already may have gone on meanwhile and stays; but what has ended before this began, begins again. */
export const unlessUnderWay = ({ startedAt }: Item): Condition =>
  typeof startedAt === 'string'
    ? or(itemNotExists, and(exists('outcome'), lessThan('startedAt', startedAt)))
    : itemNotExists;

const recordImage = z.object({ storedWith: requestRecordSchema.shape.storedWith.unwrap() });

/**
 * Stores what belongs to a record that has just got its outcome and is not there: a batch can be taken in part, and whoever
 * wrote it may be gone. Told twice it does nothing more. @throws Problem `service-unavailable`
 */
export type StoreMissing = (before: Item | undefined, after: Item) => Promise<void>;

export const createStoreMissing =
  (table: Pick<Table, 'put'>): StoreMissing =>
  async (before, after) => {
    if (isFinalOutcome(before?.['outcome'])) return;
    for (const item of recordImage.safeParse(after).data?.storedWith ?? []) await table.put(item, unlessUnderWay(item));
  };
