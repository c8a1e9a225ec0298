import * as z from 'zod';
import { cursorsOf } from '#domain/cursor';
import { customerReference } from '#domain/labels';
import { pointInTime } from '#domain/point-in-time';
import type { Item } from '#platform/table/table';

/** Query parameters of every list. */
export const pageQuery = {
  updatedSince: pointInTime.describe('Only those that were changed at or after this time.').optional(),
  limit: z
    .string()
    .regex(/^[1-9]\d?$|^100$/, 'must be a whole number from 1 to 100')
    .describe('Most entries to return; 25 when left out.')
    .optional(),
  cursor: z.string().max(500).describe('`nextCursor` of the page before.').optional(),
};

/** Query parameter of every list of what has labels. */
export const referenceFilter = customerReference().describe('Only those with this `x-customer-reference`.').optional();

/** What every list says of its order. */
export const listOrder =
  'Oldest first. That order never changes, so one that is made or changed meanwhile is neither left out of later pages nor shown twice. A page may hold fewer entries than its limit and still have a next one.';

/** A page is filled from at most this many reads, so that a rare state does not make one call read everything. */
const maximumReads = 4;

/** Place of an entry in a list: when it was made, and its id. */
export interface Position {
  createdAt: string;
  id: string;
}

export interface PageRequest<V> {
  limit?: string | undefined;
  cursor?: string | undefined;
  /** The index’s and the table’s keys of an entry at a position, whether it is there or not. */
  keysAt: (position: Position) => Item;
  /** Entries after a position, as they are shown. */
  read: (limit: number, after: Item | undefined) => Promise<{ views: V[]; next?: Item | undefined }>;
  matches: (view: V) => boolean;
}

export interface Page<V> {
  views: V[];
  nextCursor?: string;
}

/** A page of what matches. @throws Problem `invalid-request` for a cursor that is none */
export const filledPage = async <V>({ limit, cursor, keysAt, read, matches }: PageRequest<V>): Promise<Page<V>> => {
  const start = cursor === undefined ? undefined : keysAt(cursors.placeOf(cursor));
  const { views, next } = await filled(Number(limit ?? 25), start, read, matches);
  return { views, ...(next && { nextCursor: cursorAt(next) }) };
};

/** As many as asked for of what matches, and where to go on. */
export const filled = async <V, Place>(
  most: number,
  start: Place | undefined,
  read: (limit: number, after: Place | undefined) => Promise<{ views: V[]; next?: Place | undefined }>,
  matches: (view: V) => boolean,
): Promise<{ views: V[]; next: Place | undefined }> => {
  const views: V[] = [];
  let next = start;
  for (let reads = 0; reads < maximumReads; reads += 1) {
    const page = await read(most - views.length, next);
    views.push(...page.views.filter(matches));
    next = page.next;
    if (next === undefined || views.length >= most) break;
  }
  return { views, next };
};

const cursors = cursorsOf(z.object({ createdAt: z.string(), id: z.string() }));

/** Only the place in the list is in a cursor; whose list it is comes from the caller. */
const cursorAt = (next: Item): string => {
  const listSk = String(next['listSk']);
  const [createdAt = ''] = listSk.split('#', 1);
  // An id may have a `#` of its own.
  const id = listSk.slice(createdAt.length + 1);
  return cursors.at({ createdAt, id });
};

/** Whether something was changed since a time, if one is named. */
export const isChangedSince = (updatedAt: string, updatedSince: string | undefined): boolean =>
  updatedSince === undefined || Date.parse(updatedAt) >= Date.parse(updatedSince);
