import type { Observation, LongRunningKind } from '#domain/mobility/observation';
import { and, equals, itemNotExists } from '#platform/table/conditions';
import type { Item, Table } from '#platform/table/table';
import { createFindOutcome } from '#requests/decided-outcome';
import type { NewLongRunningRequest, Origin } from '#tracking/long-running/apply-observation';
import {
  changesInFlight,
  withChangeOutcome,
  withoutChange,
  type ChangeInFlight,
} from '#tracking/long-running/change-outcome';
import type { LongRunningKinds } from '#tracking/long-running/kinds';
import {
  listPartition,
  toStored,
  withEnd,
  longRunningEntrySchema,
  longRunningKey,
  longRunningRequestSchema,
  type LongRunningEntry,
  type LongRunningRequest,
} from '#tracking/long-running/long-running-request';
import { type LockedNames, type UniqueLocks } from '#tracking/long-running/unique-locks';
import { isToBeNoted } from '#tracking/long-running/shows-news';
import { isMovedAs, isTooLong, makeRoom, pageBefore, type TimelinePage } from '#tracking/timeline';
import { applyOutcomes, changeItem, withOutcomesShown, type TrackedKind } from '#tracking/tracked-item';
import { queryList } from '#tracking/tracked-list';
import { isAboutToEnd, prolong } from '#tracking/unconfirmed';

export interface LongRunningListing {
  items: LongRunningRequest[];
  next?: Item;
}

type ItemId = Pick<LongRunningRequest, 'kind' | 'solutionProvider' | 'id'>;

/** Tracked items in the table. Every change is one conditional write of one item. */
export interface LongRunningStore {
  /** Of which its items are. */
  kinds: LongRunningKinds;
  find(kind: LongRunningKind, solutionProvider: string, id: string): Promise<LongRunningRequest | undefined>;
  /** The item, made if it was not there. It stays for a day at least. */
  adopt(item: NewLongRunningRequest, from: Origin): Promise<LongRunningRequest>;
  /** Takes the mark of a change away that was not sent. */
  release(item: ItemId, change: string, requestId: string): Promise<void>;
  /** Takes in what an answer shows, whatever else happens to the item meanwhile. One that shows nothing new costs no write. */
  observe(item: LongRunningRequest, observation: Observation, from: Origin): Promise<LongRunningRequest>;
  /** Writes what a function makes of the item as it stands. */
  change(
    item: LongRunningRequest,
    changed: (standing: LongRunningRequest) => LongRunningRequest,
  ): Promise<LongRunningRequest>;
  /** The item with the outcome of every change in flight that has one. */
  withOutcomes(item: LongRunningRequest): Promise<LongRunningRequest>;
  list(kind: LongRunningKind, solutionProvider: string, limit: number, after?: Item): Promise<LongRunningListing>;
  /** Entries of its timeline before a place in it. */
  entriesBefore(item: LongRunningRequest, place: number): Promise<TimelinePage<LongRunningEntry>>;
}

/** An item may end between a look and a write; one that is made anew does not. */
const mostTries = 5;

export const createLongRunningStore = (
  table: Table,
  locks: UniqueLocks,
  now: () => number,
  kinds: LongRunningKinds,
  isNews = isToBeNoted,
): LongRunningStore => {
  const reading = readItems(table);
  const { find } = reading;
  const findOutcome = createFindOutcome(table);
  const tracked: TrackedKind<LongRunningRequest, ChangeInFlight> = {
    ...outcomesOf(kinds),
    reread: ({ kind, solutionProvider, id }) => find(kind, solutionProvider, id),
    replace: (before, after) => replace({ table, locks, kinds, nowMs: now() }, before, after),
  };

  const adopt = async (fresh: NewLongRunningRequest, from: Origin, tries = mostTries): Promise<LongRunningRequest> => {
    if (tries === 0) throw new Error('an item comes and goes while it is looked for');
    const item = withEnd(kinds.newLongRunningRequest(fresh, from), now());
    if (await table.put(toStored(item), itemNotExists)) return item;
    const { kind, solutionProvider, id } = item;
    const standing = await find(kind, solutionProvider, id);
    if (standing && !isAboutToEnd(standing, now())) return standing;
    const later = standing && (await prolong(table, longRunningKey(kind, solutionProvider, id), now()));
    return later ? longRunningRequestSchema.parse(later) : adopt(fresh, from, tries - 1);
  };

  return {
    kinds,
    ...reading,
    adopt: (fresh, from) => adopt(fresh, from),
    observe: (item, observation, from) =>
      changeItem(tracked, item, (standing) => {
        const seen = kinds.applyObservation(standing, observation, from);
        return isNews(standing, seen) ? seen : standing;
      }),
    change: (item, changed) => changeItem(tracked, item, changed),
    withOutcomes: (item) => applyOutcomes(tracked, findOutcome, item),
    release: async ({ kind, solutionProvider, id }, change, requestId) => {
      const item = await find(kind, solutionProvider, id);
      if (item) await changeItem(tracked, item, (standing) => withoutChange(standing, change, requestId));
    },
  };
};

type ItemReading = Pick<LongRunningStore, 'find' | 'list' | 'entriesBefore'>;

const readItems = (table: Pick<Table, 'get' | 'query'>): ItemReading => ({
  find: async (kind, solutionProvider, id) => {
    const item = await table.get(longRunningKey(kind, solutionProvider, id));
    return item && longRunningRequestSchema.parse(item);
  },
  entriesBefore: (item, place) => {
    const key = longRunningKey(item.kind, item.solutionProvider, item.id);
    return pageBefore(table, key, item, place, longRunningEntrySchema);
  },
  list: listIn(table),
});

const outcomesOf = (
  kinds: LongRunningKinds,
): Pick<TrackedKind<LongRunningRequest, ChangeInFlight>, 'pendingOf' | 'withOutcome'> => ({
  pendingOf: changesInFlight,
  withOutcome: (item, change, ending) => withChangeOutcome(kinds, item, change, ending),
});

/** The same items for who only looks: he sees what the stream is about to write, and writes nothing. */
export type ShownLongRunning = ItemReading & Pick<LongRunningStore, 'kinds' | 'adopt' | 'withOutcomes'>;

export const createShownLongRunning = (
  table: Pick<Table, 'get' | 'query'>,
  kinds: LongRunningKinds,
): ShownLongRunning => {
  const findOutcome = createFindOutcome(table);
  return {
    kinds,
    ...readItems(table),
    adopt: (fresh, from) => Promise.resolve(kinds.newLongRunningRequest(fresh, from)),
    withOutcomes: (item) => withOutcomesShown(outcomesOf(kinds), findOutcome, item),
  };
};

const listIn =
  (table: Pick<Table, 'query'>): LongRunningStore['list'] =>
  async (kind, solutionProvider, limit, after) => {
    const page = await queryList(table, listPartition(kind, solutionProvider), limit, after);
    return {
      items: page.items.map((one) => longRunningRequestSchema.parse(one)),
      ...(page.next && { next: page.next }),
    };
  };

/** Writes an item, with what it keeps others from having moved along. */
const replace = async (
  { table, locks, kinds, nowMs }: { table: Table; locks: UniqueLocks; kinds: LongRunningKinds; nowMs: number },
  before: LongRunningRequest,
  after: LongRunningRequest,
): Promise<LongRunningRequest | undefined> => {
  const { kind, solutionProvider, id } = before;
  if (isTooLong(after)) {
    await makeRoom(table, longRunningKey(kind, solutionProvider, id));
    return undefined;
  }
  const next = withEnd({ ...after, revision: before.revision + 1 }, nowMs);
  if (!hasSameLocks(next, before)) await moveLocks(locks, before, next);
  // First, so that a process that dies in between leaves an item that will be seen to end again, not a lock for ever.
  if (!kinds.keepsLocks(next) && kinds.keepsLocks(before)) await locks.release(next);
  const isAsRead = and(equals('revision', before.revision), isMovedAs(before));
  if (!(await table.put(toStored(next), isAsRead))) return undefined;
  await freeUnused(locks, before, next);
  return next;
};

const lockedOf = ({ kind, solutionProvider }: LongRunningRequest, names: readonly string[]): LockedNames => ({
  kind,
  solutionProvider,
  names,
});

/** From the request that took them to the item, so that they end with it; what it had before is free. */
const moveLocks = async (locks: UniqueLocks, before: LongRunningRequest, next: LongRunningRequest): Promise<void> => {
  const locked = lockedOf(next, next.guards);
  const owners = await locks.owners(locked);
  const inFlight = changesInFlight(before).map(({ requestId }) => requestId);
  const isOurs = Object.values(owners).every(
    ({ requestId, itemId }) => itemId === next.id || (requestId !== undefined && inFlight.includes(requestId)),
  );
  if (isOurs) await locks.take(locked, { itemId: next.id, at: next.updatedAt }, owners);
  await locks.release(before);
};

/** What changes that led to nothing had wanted for the item. */
const freeUnused = async (locks: UniqueLocks, before: LongRunningRequest, next: LongRunningRequest): Promise<void> => {
  const ended = changesInFlight(before).filter(({ change }) => next.pending[change] === undefined);
  for (const { guards = [], requestId, at } of ended) {
    const names = guards.filter((name) => !next.guards.includes(name));
    await locks.free(lockedOf(next, names), { requestId, at });
  }
};

const hasSameLocks = (a: LongRunningRequest, b: LongRunningRequest): boolean =>
  a.guards.join(' ') === b.guards.join(' ');
