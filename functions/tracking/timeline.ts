import * as z from 'zod';
import { and, equals, hasSize, notExists, shorterThan, type Condition } from '#platform/table/conditions';
import { timelineEntries } from '#platform/table/keys';
import type { Key, Table } from '#platform/table/table';

/*
 * A timeline stands in the item it is of, together with which its entries are written. When it is full, its oldest entries
 * move to items of their own. What has ever been appended counts, so that places in it, which are versions and sequences of
 * events, stay what they are.
 */

/** What an item has of its timeline: the newest entries, and how many came before them. */
export interface Timeline<E = unknown> {
  timeline: readonly E[];
  movedEntries?: number | undefined;
}

type Moved = Pick<Timeline, 'movedEntries'>;

/** How many of the oldest entries have items of their own; absent as long as none has. */
export const movedEntriesSchema = z.int().min(1).optional();

/** A part of a timeline as it is shown, and the place of the first entry in it. */
export interface TimelinePage<E> {
  entries: readonly E[];
  first: number;
}

/** Entries of a page. */
export const pageSize = 50;

/** The newest entries. */
export const newestPage = <E>(item: Timeline<E>): TimelinePage<E> => {
  const entries = item.timeline.slice(-pageSize);
  return { entries, first: lengthOf(item) - entries.length + 1 };
};

/** Those before a place in the timeline, as far as they are still kept. */
export const pageBefore = async <E>(
  table: Pick<Table, 'query'>,
  key: Key,
  item: Timeline<E>,
  before: number,
  entry: z.ZodType<E>,
): Promise<TimelinePage<E>> => {
  const { timeline, movedEntries: moved = 0 } = item;
  const last = Math.min(before - 1, lengthOf(item));
  const first = Math.max(1, last - pageSize + 1);
  const old = await movedEntriesOf(table, key, { from: first, to: Math.min(last, moved) });
  const kept = timeline.slice(Math.max(0, first - 1 - moved), Math.max(0, last - moved));
  return { entries: [...z.array(entry).parse(old), ...kept], first };
};

/** Entries an item holds. An entry can have half a kilobyte of the partner’s and AT&T’s words. */
export const mostEntries = 100;
const movedAtATime = 25;

/** How many entries there have ever been. */
export const lengthOf = ({ timeline, movedEntries = 0 }: Timeline): number => movedEntries + timeline.length;

/** Whether an item has more entries than it may hold. */
export const isTooLong = ({ timeline }: Timeline): boolean => timeline.length > mostEntries;

/** As a condition on an item: another entry has a place in it. */
export const hasRoom: Condition = shorterThan('timeline', mostEntries);

/** As a condition on an item: nothing has moved since it was read. */
export const isMovedAs = ({ movedEntries }: Moved): Condition =>
  movedEntries === undefined ? notExists('movedEntries') : equals('movedEntries', movedEntries);

/** As a condition on an item: nothing has moved since it was read, and there have been so many entries. */
export const hasLength = (known: Moved, length: number): Condition =>
  and(isMovedAs(known), hasSize('timeline', length - (known.movedEntries ?? 0)));

const entrySchema = z.looseObject({ at: z.iso.datetime() });
const timelineSchema = z.object({ timeline: z.array(entrySchema), movedEntries: movedEntriesSchema });

/** Keys sort as their numbers do. */
const sequenceText = (sequence: number): string => String(sequence).padStart(10, '0');

const ofItem = ({ pk, sk }: Key) => ({ partition: pk, sort: sk });

/** Entries that have items of their own, from one place in the timeline to another, as far as they are still kept. */
export const movedEntriesOf = async (
  table: Pick<Table, 'query'>,
  key: Key,
  { from, to }: { from: number; to: number },
): Promise<unknown[]> => {
  if (to < from) return [];
  const { items } = await table.query({
    partition: timelineEntries.key.partitionOf(ofItem(key)),
    sort: { from: sequenceText(from), to: sequenceText(to) },
    isConsistent: true,
    limit: to - from + 1,
  });
  return items.map((item) => item['entry']);
};

/**
 * Moves the oldest entries of an item that has little room for more. Copies come first: should the process die between the two, the same are
 * written again. @throws Problem `service-unavailable`
 */
export const makeRoom = async (table: Pick<Table, 'get' | 'put' | 'update'>, key: Key): Promise<void> => {
  const item = timelineSchema.safeParse(await table.get(key)).data;
  if (!item || item.timeline.length <= mostEntries - movedAtATime) return;
  const { timeline, movedEntries = 0 } = item;
  const old = timeline.slice(0, movedAtATime);
  await Promise.all(
    old.map((entry, index) => {
      const sequence = movedEntries + index + 1;
      return table.put({
        ...timelineEntries.key.of({ ...ofItem(key), sequence: sequenceText(sequence) }),
        sequence,
        entry,
        expiresAt: timelineEntries.lifetime.expiresAt(Date.parse(entry.at)),
      });
    }),
  );
  await table.update({
    key,
    set: { timeline: timeline.slice(old.length), movedEntries: movedEntries + old.length },
    // It has more to it than its name.
    remove: ['expiresAt'],
    condition: hasLength(item, lengthOf(item)),
  });
};
