import { isFinalOutcome, requestKey, requestRecordSchema, type RequestRecord } from '#requests/request-record';
import type { Table } from '#platform/table/table';
import { lineItemSchema, lineKey, type LineEntry, type LineItem } from '#tracking/line/line-item';
import type { LineStatus } from '#domain/mobility/line-status';

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
  /** The outcome of an entry’s request; undefined while there is none, or none any more. */
  outcomeOf(entry: LineEntry): Promise<RequestRecord['outcome'] | 'released' | undefined>;
  /** Records a status unless a newer one is known. */
  see(line: SeenLine, at: string): Promise<void>;
}

/** A release takes the record away within a call’s time; a record that is gone later has outlived its 30 days. */
const releasedWithinMs = 29 * 24 * 3_600_000;

const find = async (table: Table, solutionProvider: string, number: string): Promise<LineItem | undefined> => {
  const item = await table.get(lineKey(solutionProvider, number));
  return item && lineItemSchema.parse(item);
};

const recordOf = async (table: Table, { requestId }: LineEntry): Promise<RequestRecord | undefined> => {
  const stored = await table.get(requestKey(requestId));
  return stored && requestRecordSchema.parse(stored);
};

const settled = async (table: Table, line: LineItem): Promise<LineItem> => {
  const open = line.timeline.filter(({ to, outcome }) => to !== undefined && outcome === undefined);
  let current = line;
  for (const entry of open) {
    const record = await recordOf(table, entry);
    if (record && isFinalOutcome(record.outcome)) current = withOutcome(current, entry, record.outcome);
  }
  if (current === line) return line;
  const isWritten = await table.put(
    { ...lineKey(line.solutionProvider, line.subscriberNumber), ...current },
    {
      expression: 'size(timeline) = :length AND updatedAt = :was',
      values: { ':length': line.timeline.length, ':was': line.updatedAt },
    },
  );
  if (isWritten) return current;
  const standing = await find(table, line.solutionProvider, line.subscriberNumber);
  return standing ? settled(table, standing) : current;
};

const append = async (table: Table, solutionProvider: string, number: string, entry: LineEntry): Promise<LineItem> => {
  const item = await table.update({
    key: lineKey(solutionProvider, number),
    update: `SET ${ownMembers}, #timeline = list_append(if_not_exists(#timeline, :none), :entry)`,
    names: { '#timeline': 'timeline' },
    values: { ...ownValues(solutionProvider, number, entry.at), ':none': [], ':entry': [entry] },
  });
  const line = lineItemSchema.parse(item);
  return { ...line, timeline: line.timeline.slice(0, -1) };
};

const ownMembers = 'solutionProvider = :solutionProvider, subscriberNumber = :number, updatedAt = :now';

const ownValues = (solutionProvider: string, number: string, at: string) => ({
  ':solutionProvider': solutionProvider,
  ':number': number,
  ':now': at,
});

const see = async (table: Table, line: SeenLine, at: string): Promise<void> => {
  const { solutionProvider, subscriberNumber, status, cancelledAt } = line;
  const dated = cancelledAt === undefined ? '' : ', cancelledAt = :cancelledAt';
  const undated = status === 'cancelled' ? '' : ' REMOVE cancelledAt';
  await table.update({
    key: lineKey(solutionProvider, subscriberNumber),
    update: `SET ${ownMembers}, #status = :status, statusAt = :now, timeline = if_not_exists(timeline, :none)${dated}${undated}`,
    condition: 'attribute_not_exists(statusAt) OR statusAt < :now',
    names: { '#status': 'status' },
    values: {
      ...ownValues(solutionProvider, subscriberNumber, at),
      ':status': status,
      ':none': [],
      ...(cancelledAt !== undefined && { ':cancelledAt': cancelledAt }),
    },
  });
};

export const createLineStore = (table: Table, now: () => number): LineStore => ({
  find: (solutionProvider, number) => find(table, solutionProvider, number),
  append: (solutionProvider, number, entry) => append(table, solutionProvider, number, entry),
  withOutcomes: (line) => settled(table, line),
  outcomeOf: async (entry) => {
    const record = await recordOf(table, entry);
    if (record) return record.outcome;
    return now() - Date.parse(entry.at) < releasedWithinMs ? 'released' : undefined;
  },
  see: (line, at) => see(table, line, at),
});

const withOutcome = (line: LineItem, entry: LineEntry, outcome: RequestRecord['outcome']): LineItem => {
  if (outcome !== 'succeeded' && outcome !== 'rejected' && outcome !== 'not-applied') return line;
  const timeline = line.timeline.map((one) =>
    one.requestId === entry.requestId && one.at === entry.at ? { ...one, outcome } : one,
  );
  const isNews = outcome === 'succeeded' && entry.to !== undefined && entry.at >= (line.statusAt ?? '');
  if (!isNews) return { ...line, timeline };
  const { cancelledAt: _former, ...rest } = line;
  const cancelled = entry.to === 'cancelled' ? { cancelledAt: entry.at } : {};
  return { ...rest, timeline, ...(entry.to && { status: entry.to }), statusAt: entry.at, ...cancelled };
};
