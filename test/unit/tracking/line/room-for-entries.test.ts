import { lines as linesKnown } from '#platform/table/keys';
import type { Table } from '#platform/table/table';
import { historyItem } from '#tracking/line/line-history';
import type { LineEntry } from '#tracking/line/line-item';
import { createLineStore } from '#tracking/line/line-store';
import { testTable } from '../order/orders';
import { aNumber, anEntry, ended, lineIn, solutionProvider, startMs, storedLine, timeOf } from './lines-in-table';

let table: Table;
beforeAll(async () => (table = await testTable()));

const lines = () => createLineStore(table);

const many = (length: number, more: Partial<LineEntry> = {}) =>
  Array.from({ length }, (_, index) => anEntry(index, more));
const moved = async (subscriberNumber: string) =>
  (await lines().older({ ...(await lineIn(table, subscriberNumber)) }, 200, undefined)).toReversed();
const counted = { change: 'device', outcome: 'succeeded' } as const;

describe('an entry that is appended', () => {
  it('tells what was known before, and counts as a change of the item', async () => {
    const [first, second] = many(2);
    const subscriberNumber = aNumber();
    expect(await lines().append(solutionProvider, subscriberNumber, first!)).toMatchObject({
      timeline: [],
      revision: 1,
    });
    expect(await lines().append(solutionProvider, subscriberNumber, second!)).toMatchObject({
      ...{ solutionProvider, subscriberNumber, updatedAt: second!.at, revision: 2 },
      timeline: [first],
    });
    expect(await lineIn(table, subscriberNumber)).toMatchObject({ timeline: [first, second] });
  });

  it.each([
    ['has no end where it waits for the outcome', { change: 'device' } as const, undefined],
    ['has an end where nobody waits for the outcome', {}, linesKnown.lifetime.expiresAt(startMs + 1_000)],
  ])('to a line of which nothing is known: it %s', async (_, more, expiresAt) => {
    const { subscriberNumber } = await storedLine(table, { expiresAt: linesKnown.lifetime.expiresAt(startMs) });
    await lines().append(solutionProvider, subscriberNumber, anEntry(1, more));
    expect((await lineIn(table, subscriberNumber)).expiresAt).toBe(expiresAt);
  });

  it('to a line of which something is known gives it no end, and is one request', async () => {
    const { subscriberNumber } = await storedLine(table, { status: 'active' });
    const update = jest.fn((change: Parameters<Table['update']>[0]) => table.update(change));
    await createLineStore({ ...table, update }).append(solutionProvider, subscriberNumber, anEntry(1));
    expect((await lineIn(table, subscriberNumber)).expiresAt).toBeUndefined();
    expect(update).toHaveBeenCalledTimes(1);
  });

  it('gives no end to a line that has become another meanwhile', async () => {
    const subscriberNumber = aNumber();
    const raced: Table = {
      ...table,
      update: async (change) => {
        const item = await table.update(change);
        if (change.append) await lines().see({ solutionProvider, subscriberNumber, status: 'active' }, () => timeOf(2));
        return item;
      },
    };
    await createLineStore(raced).append(solutionProvider, subscriberNumber, anEntry(1));
    expect(await lineIn(table, subscriberNumber)).toMatchObject({ status: 'active' });
    expect((await lineIn(table, subscriberNumber)).expiresAt).toBeUndefined();
  });
});

describe('a line that is full', () => {
  it('gives up its 25 oldest, and no more', async () => {
    const timeline = many(100);
    const { subscriberNumber } = await storedLine(table, { timeline });
    const last = anEntry(200);
    expect((await lines().append(solutionProvider, subscriberNumber, last)).timeline).toEqual(timeline.slice(25));
    expect(await moved(subscriberNumber)).toEqual(timeline.slice(0, 25));
  });

  it('keeps what is undecided and the twenty newest of the changes that count', async () => {
    const [undecided, plain, limited] = [many(30, { to: 'suspended' }), many(45), many(25, counted)];
    const uncounted = [
      anEntry(0, { ...counted, change: 'contact' }),
      anEntry(0, { change: 'device', outcome: 'rejected' }),
    ];
    const timeline = [...limited, ...uncounted, ...undecided, ...plain].slice(0, 100);
    const { subscriberNumber } = await storedLine(table, { timeline });
    await lines().append(solutionProvider, subscriberNumber, anEntry(200));
    const gone = [...limited.slice(0, 5), ...uncounted, ...plain.slice(0, 18)];
    expect(new Set(await moved(subscriberNumber))).toEqual(new Set(gone));
    expect((await lineIn(table, subscriberNumber)).timeline.slice(0, 50)).toEqual([...limited.slice(5), ...undecided]);
  });

  it('of what is undecided gives up what has an outcome by now, with it', async () => {
    const timeline = many(100, { to: 'suspended' });
    const { subscriberNumber } = await storedLine(table, { timeline });
    await ended(table, timeline[7]!, { outcome: 'rejected' });
    await lines().append(solutionProvider, subscriberNumber, anEntry(200));
    expect(await moved(subscriberNumber)).toEqual([{ ...timeline[7], outcome: 'rejected' }]);
  });

  it('of 100 that are undecided takes no other, and says what to find out', async () => {
    const { subscriberNumber } = await storedLine(table, { timeline: many(100, { to: 'suspended' }) });
    await expect(lines().append(solutionProvider, subscriberNumber, anEntry(200))).rejects.toMatchObject({
      details: { missing: [{ needed: 'fewer than 100', known: '100' }], nextSteps: [] },
    });
  });

  it('has none twice whose copy stands already', async () => {
    const timeline = many(100);
    const { subscriberNumber } = await storedLine(table, { timeline });
    await table.putAll(timeline.slice(0, 25).map((entry) => historyItem(solutionProvider, subscriberNumber, entry)));
    await lines().append(solutionProvider, subscriberNumber, anEntry(200));
    expect(await moved(subscriberNumber)).toEqual(timeline.slice(0, 25));
  });

  it('that is gone by the time it is looked at is begun anew', async () => {
    const { subscriberNumber } = await storedLine(table, { timeline: many(100) });
    const key = { pk: `SP#${solutionProvider}`, sk: `LINE#${subscriberNumber}` };
    const swept: Table = { ...table, get: async (one) => (await table.delete(key), table.get(one)) };
    const entry = anEntry(200);
    expect((await createLineStore(swept).append(solutionProvider, subscriberNumber, entry)).timeline).toEqual([]);
    expect((await lineIn(table, subscriberNumber)).timeline).toEqual([entry]);
  });
});

it.each([
  [0, false],
  [74, false],
  [75, undefined],
])('a request of which a line of %i entries has none, was not let through: %s', async (length, expected) => {
  const { subscriberNumber } = await storedLine(table, { timeline: many(length) });
  expect(await lines().wasAskedFor(solutionProvider, subscriberNumber, 'req_other')).toBe(expected);
});

it('a request of a line that is not known was not let through', async () => {
  expect(await lines().wasAskedFor(solutionProvider, aNumber(), 'req_other')).toBe(false);
});
