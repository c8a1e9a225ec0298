import { equals, and, hasSize, lessThan, notExists, or } from '#platform/table/conditions';
import type { Table } from '#platform/table/table';
import type { LineStatus } from '#domain/mobility/line-status';
import { createFindOutcome } from '#requests/decided-outcome';
import type { FinalOutcome } from '#requests/request-outcome';
import { lineItemSchema, lineKey, type LineEntry, type LineItem } from '#tracking/line/line-item';
import { applyOutcomes, type Ending, type TrackedKind } from '#tracking/tracked-item';

/** A line as AT&T showed it. */
export interface SeenLine {
  solutionProvider: string;
  subscriberNumber: string;
  status: LineStatus;
  cancelledAt?: string | undefined;
}

/** Lines in the table: one item each. */
export interface LineStore {
  find(solutionProvider: string, subscriberNumber: string): Promise<LineItem | undefined>;
  /** Appends an entry and tells what was known before. One write. */
  append(solutionProvider: string, subscriberNumber: string, entry: LineEntry): Promise<LineItem>;
  /** The line with the outcome of every change of its status that has one. */
  withOutcomes(line: LineItem): Promise<LineItem>;
  /** What became of an entry’s request; undefined as long as nobody knows. */
  outcomeOf(entry: LineEntry): Promise<FinalOutcome | undefined>;
  /** Records a status unless a newer one is known. */
  see(line: SeenLine, at: string): Promise<void>;
}

const append = async (table: Table, solutionProvider: string, number: string, entry: LineEntry): Promise<LineItem> => {
  const item = await table.update({
    key: lineKey(solutionProvider, number),
    set: { solutionProvider, subscriberNumber: number, updatedAt: entry.at },
    append: { timeline: [entry] },
  });
  const line = lineItemSchema.parse(item);
  return { ...line, timeline: line.timeline.slice(0, -1) };
};

const see = async (table: Table, line: SeenLine, at: string): Promise<void> => {
  const { solutionProvider, subscriberNumber, status, cancelledAt } = line;
  await table.update({
    key: lineKey(solutionProvider, subscriberNumber),
    set: { solutionProvider, subscriberNumber, updatedAt: at, status, statusAt: at, cancelledAt },
    setIfNone: { timeline: [] },
    remove: status === 'cancelled' ? [] : ['cancelledAt'],
    condition: or(notExists('statusAt'), lessThan('statusAt', at)),
  });
};

export const createLineStore = (table: Table): LineStore => {
  const find: LineStore['find'] = async (solutionProvider, number) => {
    const item = await table.get(lineKey(solutionProvider, number));
    return item && lineItemSchema.parse(item);
  };
  const findOutcome = createFindOutcome(table);
  const kind: TrackedKind<LineItem, LineEntry> = {
    pendingOf: ({ timeline }) => timeline.filter(({ to, outcome }) => to !== undefined && outcome === undefined),
    withOutcome,
    reread: ({ solutionProvider, subscriberNumber }) => find(solutionProvider, subscriberNumber),
    replace: async (before, after) => {
      const item = { ...lineKey(before.solutionProvider, before.subscriberNumber), ...after };
      const isAsRead = and(hasSize('timeline', before.timeline.length), equals('updatedAt', before.updatedAt));
      return (await table.put(item, isAsRead)) ? after : undefined;
    },
  };
  return {
    find,
    append: (solutionProvider, number, entry) => append(table, solutionProvider, number, entry),
    withOutcomes: (line) => applyOutcomes(kind, findOutcome, line),
    outcomeOf: async (entry) => (await findOutcome(entry)).outcome,
    see: (line, at) => see(table, line, at),
  };
};

/** The line with what came of an entry’s request. */
const withOutcome = (line: LineItem, entry: LineEntry, { outcome }: Ending): LineItem => {
  const isIt = (one: LineEntry): boolean =>
    one.requestId === entry.requestId && one.at === entry.at && one.outcome === undefined;
  if (!line.timeline.some(isIt)) return line;
  const timeline = line.timeline.map((one) => (isIt(one) ? { ...one, outcome } : one));
  const isNews = outcome === 'succeeded' && entry.to !== undefined && entry.at >= (line.statusAt ?? '');
  if (!isNews) return { ...line, timeline };
  const { cancelledAt: _former, ...rest } = line;
  const cancelled = entry.to === 'cancelled' ? { cancelledAt: entry.at } : {};
  return { ...rest, timeline, ...(entry.to && { status: entry.to }), statusAt: entry.at, ...cancelled };
};
