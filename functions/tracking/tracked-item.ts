import * as z from 'zod';
import { Problem } from '#domain/problems/problems';
import { and, equals, lessThan, not, notExists, or, type Condition } from '#platform/table/conditions';
import { mayTakeOver, recordsTellSince, type FindOutcome, type ReservedFor } from '#requests/decided-outcome';
import type { FinalOutcome } from '#requests/request-outcome';
import type { RequestRecord } from '#requests/request-record';
import { hasLength, lengthOf, type Timeline } from '#tracking/timeline';

/*
 * What is the same for everything tracked, whatever its rules are: a request is reserved on the item in a conditional
 * write, its outcome is applied once it is known, and every change is made of the item as it stands.
 */

/** A request an item waits for the outcome of, as it is stored. */
export const pendingRequestSchema = z.object({ requestId: z.string(), at: z.iso.datetime() });

/** How a request that an item waited for ended, with the record of it where there is one. */
export interface Ending {
  outcome: FinalOutcome;
  record: RequestRecord | undefined;
}

/** The rules of one kind of tracked item, and how it is written. */
export interface TrackedKind<T, P extends ReservedFor> {
  /** The requests it waits for. */
  pendingOf(item: T): readonly P[];
  /** The item once one of them has ended; the item itself if it does not wait for that one any more. */
  withOutcome(item: T, pending: P, ending: Ending): T;
  /** The item as it stands in the table. */
  reread(item: T): Promise<T | undefined>;
  /** Writes an item in place of one that was read; undefined when something else has happened to that one meanwhile. */
  replace(before: T, after: T): Promise<T | undefined>;
}

/** More than can meet at one item; each time somebody else got through. */
const mostTries = 50;

/**
 * Writes what a function makes of the item as it stands. What it leaves as it is, is not written.
 * @throws Problem `service-unavailable`
 */
export const changeItem = async <T>(
  { reread, replace }: Pick<TrackedKind<T, never>, 'reread' | 'replace'>,
  item: T,
  changed: (standing: T) => T,
): Promise<T> => {
  let standing = item;
  for (let tries = 0; tries < mostTries; tries += 1) {
    const wanted = changed(standing);
    if (wanted === standing) return standing;
    const written = await replace(standing, wanted);
    if (written) return written;
    const read = await reread(standing);
    if (!read) break;
    standing = read;
  }
  throw new Problem('service-unavailable', { retryAfterSeconds: 2 });
};

type Outcomes<T, P extends ReservedFor> = Pick<TrackedKind<T, P>, 'pendingOf' | 'withOutcome'>;

/** The item with the outcome of every request it waits for that has one. @throws Problem `service-unavailable` */
export const applyOutcomes = async <T, P extends ReservedFor>(
  kind: TrackedKind<T, P>,
  findOutcome: FindOutcome,
  item: T,
): Promise<T> => changeItem(kind, item, await outcomesOf(kind, findOutcome, item));

/** The item as `applyOutcomes` would leave it, for who only looks at it: nothing is written. */
export const withOutcomesShown = async <T, P extends ReservedFor>(
  kind: Outcomes<T, P>,
  findOutcome: FindOutcome,
  item: T,
): Promise<T> => (await outcomesOf(kind, findOutcome, item))(item);

/** What becomes of an item by the outcomes there are. */
const outcomesOf = async <T, P extends ReservedFor>(
  { pendingOf, withOutcome }: Outcomes<T, P>,
  findOutcome: FindOutcome,
  item: T,
): Promise<(standing: T) => T> => {
  const ended: { pending: P; ending: Ending }[] = [];
  for (const pending of pendingOf(item)) {
    const { outcome, record } = await findOutcome(pending);
    if (outcome !== undefined) ended.push({ pending, ending: { outcome, record } });
  }
  return (standing) => ended.reduce((one, { pending, ending }) => withOutcome(one, pending, ending), standing);
};

/** Every change a partner can see appends to the timeline, so its length is the version. */
export const versionOf = lengthOf;

/** Whether an item is of a version that is expected, if any is. */
export const isOfVersion = (item: Timeline, expected: readonly number[] | undefined): boolean =>
  expected?.includes(versionOf(item)) ?? true;

/** The same as a condition on an item. @param known the item as it was read; left out, of one that has its whole timeline */
export const ofVersion = (
  [first, ...others]: readonly number[] = [],
  known: Pick<Timeline, 'movedEntries'> = {},
): Condition | undefined =>
  first === undefined ? undefined : or(hasLength(known, first), ...others.map((one) => hasLength(known, one)));

/** How a request is reserved on an item of some kind. */
export interface ReservationSteps<T> {
  /** Checks and marks in one write, so that no two calls both pass; undefined when the item is not so. */
  mark: (known?: T) => Promise<T | undefined>;
  /** The item, made if it was not there, with outcomes applied. */
  current: () => Promise<T>;
  /** The check of the mark, of an item already read. */
  isAllowed: (item: T) => boolean;
  refusal: (item: T) => Problem;
}

/** The item on which the request is marked. @throws Problem the refusal */
export const reserve = async <T>({ mark, current, isAllowed, refusal }: ReservationSteps<T>): Promise<T> => {
  const marked = await mark();
  if (marked) return marked;
  // Either it may not be, or the item is not known yet, or it still waits for what has ended.
  const item = await current();
  if (!isAllowed(item)) throw refusal(item);
  const again = await mark(item);
  if (again) return again;
  // Somebody else was let through meanwhile.
  throw refusal(await current());
};

/** Whether a request may be marked where another may stand, or an earlier attempt of its own. */
export const isFreeFor = (standing: ReservedFor | undefined, requestId: string, nowMs: number): boolean =>
  standing === undefined || mayTakeOver(standing, requestId, nowMs);

/** The same as a condition on an item. */
export const freeFor = (path: readonly string[], requestId: string, nowMs: number): Condition =>
  or(
    notExists(path),
    and(equals([...path, 'requestId'], requestId), not(lessThan([...path, 'at'], recordsTellSince(nowMs)))),
  );
