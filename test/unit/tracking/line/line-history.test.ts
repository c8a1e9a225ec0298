import type { Table } from '#platform/table/table';
import { formerNumberItem, formerNumberOf, historyItem, olderEntries } from '#tracking/line/line-history';
import type { LineEntry } from '#tracking/line/line-item';
import { testTable } from '../order/orders';
import { aNumber, anEntry, solutionProvider, startMs, timeOf } from './lines-in-table';

let table: Table;
beforeAll(async () => (table = await testTable()));

const twoYearsSeconds = 730 * 24 * 3_600;

describe('entries that are no longer among the newest', () => {
  const entries = Array.from({ length: 5 }, (_, index) => anEntry(index));
  /** Two were asked for at once. */
  const [first, second] = [anEntry(7), anEntry(7)];
  const all = [...entries, first, second];
  const line = { solutionProvider, subscriberNumber: aNumber() };
  beforeAll(async () => {
    const others = { ...line, subscriberNumber: aNumber() };
    await table.putAll(all.map((entry) => historyItem(solutionProvider, line.subscriberNumber, entry)));
    await table.put(historyItem(solutionProvider, others.subscriberNumber, anEntry(3)));
  });
  const older = (limit: number, before?: LineEntry) => olderEntries(table, line, limit, before);

  it('are shown newest first, as many as are asked for, and those of the line alone', async () => {
    expect(await older(9)).toEqual(all.toReversed());
    expect(await older(3)).toEqual(all.toReversed().slice(0, 3));
  });

  it('go on before a place, without it, as many as are asked for', async () => {
    expect(await older(9, second)).toEqual([first, ...entries.toReversed()]);
    expect(await older(2, first)).toEqual(entries.toReversed().slice(0, 2));
    expect(await older(9, anEntry(2))).toEqual([entries[2], entries[1], entries[0]]);
    expect(await older(9, entries[0])).toEqual([]);
  });

  it('are kept for two years, and read as they stand, no more than needed', async () => {
    const asked: object[] = [];
    const spied = { query: (query: Parameters<Table['query']>[0]) => (asked.push(query), table.query(query)) };
    await olderEntries(spied, line, 3, undefined);
    expect(asked).toMatchObject([{ isConsistent: true, limit: 4 }]);
    const item = historyItem(solutionProvider, line.subscriberNumber, anEntry(60));
    expect(item['expiresAt']).toBe(startMs / 1_000 + 60 + twoYearsSeconds);
  });
});

describe('the number a line had before', () => {
  it('is told with when that ended, for two years', async () => {
    const [from, to] = [aNumber(), aNumber()];
    const item = formerNumberItem({ solutionProvider, from, to }, { at: timeOf(60), requestId: 'req_1' });
    expect(item['expiresAt']).toBe(startMs / 1_000 + 60 + twoYearsSeconds);
    await table.put(item);
    expect(await formerNumberOf(table, solutionProvider, to)).toEqual({ subscriberNumber: from, until: timeOf(60) });
    expect(await formerNumberOf(table, solutionProvider, from)).toBeUndefined();
    expect(await formerNumberOf(table, 'SP-B', to)).toBeUndefined();
  });
});
