import { equals, hasSize, lessThan, not, notExists, or } from '#platform/table/conditions';
import { Problem } from '#domain/problems/problems';
import { isLimitedChange } from '#domain/mobility/sensitive-changes';
import { mostLimitedChanges } from '#domain/mobility/line-change-limit';
import type { Table } from '#platform/table/table';
import { lineDevices } from '#domain/mobility/line-device';
import type { LineStatus } from '#domain/mobility/line-status';
import { createFindOutcome, type FindOutcome } from '#requests/decided-outcome';
import type { FinalOutcome } from '#requests/request-outcome';
import { withChangeMade } from '#tracking/line/change-made';
import {
  formerNumberOf,
  historyItem,
  olderEntries,
  type FormerNumber,
  type HistoryPlace,
} from '#tracking/line/line-history';
import {
  endOf,
  identityOf,
  isUnconfirmed,
  isUndecided,
  lineItemSchema,
  lineKey,
  madeBy,
  type KnownDevice,
  type LineEntry,
  type LineItem,
} from '#tracking/line/line-item';
import { applyOutcomes, changeItem, withOutcomesShown, type Ending, type TrackedKind } from '#tracking/tracked-item';

/** A line as AT&T showed it. */
export interface SeenLine {
  solutionProvider: string;
  subscriberNumber: string;
  status: LineStatus;
  cancelledAt?: string | undefined;
  device?: KnownDevice | undefined;
}

/** Lines in the table: one item each. */
export interface LineStore {
  find(solutionProvider: string, subscriberNumber: string): Promise<LineItem | undefined>;
  /**
   * Appends an entry and tells what was known before. When the line has many, the oldest of those that are decided go to
   * items of their own.
   * @throws Problem `step-not-allowed` when too many are undecided
   */
  append(solutionProvider: string, subscriberNumber: string, entry: LineEntry): Promise<LineItem>;
  /** Whether a request has an entry; undefined when that may be among those that are no longer in the item. */
  wasAskedFor(solutionProvider: string, subscriberNumber: string, requestId: string): Promise<boolean | undefined>;
  /** Takes an entry back whose request is refused. */
  takeBack(line: LineItem, entry: LineEntry): Promise<void>;
  /** The line with the outcome of every change of its status that has one. */
  withOutcomes(line: LineItem): Promise<LineItem>;
  /** What became of an entry’s request; undefined as long as nobody knows. */
  outcomeOf(entry: LineEntry): Promise<FinalOutcome | undefined>;
  /** The same, and when AT&T had made it, if it has. */
  endingOf(entry: LineEntry): Promise<{ outcome: FinalOutcome | undefined; madeAt: string }>;
  /** Records a status unless a newer one is known. One that is known already costs no write, and is not asked when it was seen. */
  see(line: SeenLine, seenAt: () => string): Promise<void>;
  /** Entries that are no longer in the line’s item, before a place, newest first. */
  older(line: LineItem, limit: number, before: HistoryPlace | undefined): Promise<LineEntry[]>;
  /** The number the line of a number had before. */
  formerNumber(solutionProvider: string, subscriberNumber: string): Promise<FormerNumber | undefined>;
}

/** Entries a line has at most. An entry can have three kilobytes of the partner’s words. */
const mostEntries = 100;
/** Those that make room at a time: as many as DynamoDB takes in one batch. */
const movedAtATime = 25;

const tooManyUndecided = new Problem('step-not-allowed', {
  missing: [
    { fact: 'changes whose outcome nobody knows', needed: `fewer than ${mostEntries}`, known: `${mostEntries}` },
  ],
  hint: 'Find out what became of the changes of this line that were asked for before. Nothing was sent to AT&T.',
  nextSteps: [],
});

const see = async (
  { table, find }: Pick<Parts, 'table' | 'find'>,
  line: SeenLine,
  seenAt: () => string,
): Promise<void> => {
  const { solutionProvider, subscriberNumber, status, cancelledAt, device } = line;
  const known = await find(solutionProvider, subscriberNumber);
  if (known && isAsSeen(known, line)) return;
  const at = seenAt();
  await table.update({
    key: lineKey(solutionProvider, subscriberNumber),
    set: { solutionProvider, subscriberNumber, updatedAt: at, status, statusAt: at, cancelledAt, device },
    add: { revision: 1 },
    setIfNone: { timeline: [] },
    remove: [...(status === 'cancelled' ? [] : ['cancelledAt']), 'expiresAt'],
    condition: or(notExists('statusAt'), lessThan('statusAt', at)),
  });
};

/** Whether a line was seen so before, and no change of its status was asked for since. */
const isAsSeen = (known: LineItem, { status, cancelledAt, device = known.device }: SeenLine): boolean =>
  known.statusAt !== undefined &&
  !known.timeline.some((entry) => entry.to !== undefined && entry.at > (known.statusAt ?? '')) &&
  known.status === status &&
  (known.cancelledAt === cancelledAt || (status === 'cancelled' && cancelledAt === undefined)) &&
  isSameDevice(known.device, device);

const isSameDevice = (one: KnownDevice = {}, other: KnownDevice = {}): boolean =>
  lineDevices.every((kind) => one[kind] === other[kind]);

type LineKind = TrackedKind<LineItem, LineEntry>;

interface Parts extends Pick<LineStore, 'find'> {
  table: Table;
  kind: LineKind;
  findOutcome: FindOutcome;
}

const append = async (parts: Parts, solutionProvider: string, number: string, entry: LineEntry): Promise<LineItem> => {
  const item = await parts.table.update({
    key: lineKey(solutionProvider, number),
    set: { solutionProvider, subscriberNumber: number, updatedAt: entry.at },
    append: { timeline: [entry] },
    add: { revision: 1 },
    remove: isUndecided(entry) ? ['expiresAt'] : [],
    condition: or(notExists('timeline'), not(hasSize('timeline', mostEntries))),
  });
  if (item) {
    const standing = lineItemSchema.parse(item);
    // What nobody waits for the outcome of.
    if (isUnconfirmed(standing)) await giveEnd(parts.table, standing);
    const { timeline, ...line } = standing;
    return { ...line, timeline: timeline.slice(0, -1) };
  }
  const full = await parts.find(solutionProvider, number);
  if (full) await makeRoom(parts, full);
  return append(parts, solutionProvider, number, entry);
};

const giveEnd = (table: Table, line: LineItem) =>
  table.update({
    key: lineKey(line.solutionProvider, line.subscriberNumber),
    set: { expiresAt: endOf(line) },
    condition: equals('revision', line.revision),
  });

/** Copies come first: should the process die between the two, they are made again. */
const makeRoom = async ({ table, kind, findOutcome }: Parts, line: LineItem): Promise<void> => {
  const { solutionProvider, subscriberNumber, timeline } = await applyOutcomes(kind, findOutcome, line);
  const decided = timeline.filter((entry) => !isUndecided(entry));
  // By these it is told how many more the number may have.
  const counted = new Set(decided.filter(isCounted).slice(-mostLimitedChanges));
  const old = decided.filter((entry) => !counted.has(entry)).slice(0, movedAtATime);
  if (old.length === 0) throw tooManyUndecided;
  await table.putAll(old.map((entry) => historyItem(solutionProvider, subscriberNumber, entry)));
  await without(kind, line, old);
};

const without = (kind: LineKind, line: LineItem, entries: readonly LineEntry[]): Promise<LineItem> => {
  const gone = new Set(entries.map(identityOf));
  return changeItem(kind, line, (standing) => {
    const timeline = standing.timeline.filter((entry) => !gone.has(identityOf(entry)));
    return timeline.length < standing.timeline.length ? { ...standing, timeline } : standing;
  });
};

const findIn =
  (table: Pick<Table, 'get'>): LineStore['find'] =>
  async (solutionProvider, number) => {
    const item = await table.get(lineKey(solutionProvider, number));
    return item && lineItemSchema.parse(item);
  };

const pendingOf: LineKind['pendingOf'] = ({ timeline }) => timeline.filter(isUndecided);

/** The same lines for who only looks: he sees what the stream is about to write, and writes nothing. */
export const createShownLines = (table: Pick<Table, 'get'>): Pick<LineStore, 'find' | 'withOutcomes'> => {
  const findOutcome = createFindOutcome(table);
  return {
    find: findIn(table),
    withOutcomes: (line) => withOutcomesShown({ pendingOf, withOutcome }, findOutcome, line),
  };
};

export const createLineStore = (table: Table): LineStore => {
  const find = findIn(table);
  const findOutcome = createFindOutcome(table);
  const kind: LineKind = {
    pendingOf,
    withOutcome,
    reread: ({ solutionProvider, subscriberNumber }) => find(solutionProvider, subscriberNumber),
    replace: async (before, after) => {
      const next = { ...after, revision: before.revision + 1, expiresAt: endOf(after) };
      const isAsRead = or(
        equals('revision', before.revision),
        before.revision === 0 ? notExists('revision') : undefined,
      );
      const item = { ...lineKey(before.solutionProvider, before.subscriberNumber), ...next };
      return (await table.put(item, isAsRead)) ? next : undefined;
    },
  };
  return {
    find,
    append: (solutionProvider, number, entry) =>
      append({ table, kind, find, findOutcome }, solutionProvider, number, entry),
    wasAskedFor: async (solutionProvider, number, requestId) => {
      const { timeline } = (await find(solutionProvider, number)) ?? { timeline: [] };
      if (timeline.some((entry) => entry.requestId === requestId)) return true;
      return timeline.length < mostEntries - movedAtATime ? false : undefined;
    },
    takeBack: async (line, entry) => {
      await without(kind, { ...line, timeline: [...line.timeline, entry] }, [entry]);
    },
    withOutcomes: (line) => applyOutcomes(kind, findOutcome, line),
    outcomeOf: async (entry) => (await findOutcome(entry)).outcome,
    endingOf: async (entry) => {
      const { outcome, record } = await findOutcome(entry);
      return { outcome, madeAt: madeAtBy(entry, record) };
    },
    see: (line, seenAt) => see({ table, find }, line, seenAt),
    older: (line, limit, before) => olderEntries(table, line, limit, before),
    formerNumber: (solutionProvider, number) => formerNumberOf(table, solutionProvider, number),
  };
};

const isCounted = ({ change, outcome }: LineEntry): boolean => isLimitedChange(change) && outcome === 'succeeded';

/** What records tell no more was made long ago. */
const madeAtBy = (entry: LineEntry, record: Ending['record']): string =>
  record ? madeBy(entry, record.finishedAt) : entry.at;

/** The line with what came of an entry’s request. */
const withOutcome = (line: LineItem, entry: LineEntry, ending: Ending): LineItem => {
  const { outcome } = ending;
  const isIt = (one: LineEntry): boolean => identityOf(one) === identityOf(entry) && one.outcome === undefined;
  const place = line.timeline.findIndex(isIt);
  if (place === -1) return line;
  if (outcome !== 'succeeded')
    return { ...line, timeline: line.timeline.map((one) => (isIt(one) ? { ...one, outcome } : one)) };
  const { made, ...changed } = withChangeMade(line, entry, ending);
  const timeline = line.timeline.map((one, index) =>
    isIt(one) ? { ...one, outcome, ...(index === place && made && { made }) } : one,
  );
  const next = { ...line, ...changed, timeline };
  const madeAt = madeAtBy(entry, ending.record);
  if (entry.to === undefined || madeAt < (line.statusAt ?? '')) return next;
  const { cancelledAt: _former, ...rest } = next;
  return { ...rest, status: entry.to, statusAt: madeAt, ...(entry.to === 'cancelled' && { cancelledAt: entry.at }) };
};
