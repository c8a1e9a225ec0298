import * as z from 'zod';
import { formerNumbers, lineHistory } from '#platform/table/keys';
import type { Item, Table } from '#platform/table/table';
import { entrySchema, identityOf, type LineEntry } from '#tracking/line/line-item';

/** A place in a line’s history. */
export type HistoryPlace = Pick<LineEntry, 'at' | 'requestId'>;

/** An entry that is no longer among a line’s newest. */
export const historyItem = (solutionProvider: string, subscriberNumber: string, entry: LineEntry): Item => ({
  ...lineHistory.key.of({ solutionProvider, subscriberNumber, ...entry }),
  entry,
  expiresAt: lineHistory.lifetime.expiresAt(Date.parse(entry.at)),
});

/** Those entries before a place, newest first. */
export const olderEntries = async (
  table: Pick<Table, 'query'>,
  { solutionProvider, subscriberNumber }: { solutionProvider: string; subscriberNumber: string },
  limit: number,
  before: HistoryPlace | undefined,
): Promise<LineEntry[]> => {
  const [first, last] = [
    { at: '', requestId: '' },
    // No time is behind it.
    before ?? { at: '~', requestId: '' },
  ].map((place) => lineHistory.key.sortOf({ subscriberNumber, ...place }));
  const { items } = await table.query({
    partition: lineHistory.key.partitionOf({ solutionProvider }),
    sort: { from: first ?? '', to: last ?? '' },
    isConsistent: true,
    descending: true,
    // The place itself may be among them.
    limit: limit + 1,
  });
  const entries = items.map(({ entry }) => entrySchema.parse(entry));
  return entries.filter((entry) => before === undefined || identityOf(entry) < identityOf(before)).slice(0, limit);
};

export const formerNumberSchema = z.object({ formerNumber: z.string(), at: z.iso.datetime(), requestId: z.string() });

/** The number a line had before, and when that ended. */
export interface FormerNumber {
  subscriberNumber: string;
  until: string;
}

/** Says of a number that a line has got which one it had before. */
export const formerNumberItem = (
  change: { solutionProvider: string; from: string; to: string },
  { at, requestId }: HistoryPlace,
): Item => ({
  ...formerNumbers.key.of({ solutionProvider: change.solutionProvider, subscriberNumber: change.to }),
  formerNumber: change.from,
  at,
  requestId,
  expiresAt: formerNumbers.lifetime.expiresAt(Date.parse(at)),
});

export const formerNumberOf = async (
  table: Pick<Table, 'get'>,
  solutionProvider: string,
  subscriberNumber: string,
): Promise<FormerNumber | undefined> => {
  const item = await table.get(formerNumbers.key.of({ solutionProvider, subscriberNumber }));
  if (!item) return undefined;
  const { formerNumber, at } = formerNumberSchema.parse(item);
  return { subscriberNumber: formerNumber, until: at };
};
