import type { Table } from '#platform/table/table';
import type { Problem } from '#domain/problems/problems';
import type { LineChangeLimit } from '#domain/mobility/line-change-limit';
import { createRequireWithinLimit } from '#tracking/line/change-limit';
import { formerNumberItem } from '#tracking/line/line-history';
import type { LineEntry, LineItem } from '#tracking/line/line-item';
import { createLineStore } from '#tracking/line/line-store';
import { testTable } from '../order/orders';
import { aNumber, anEntry, ended, lineItem, solutionProvider, startMs, storedLine, timeOf } from './lines-in-table';

let table: Table;
beforeAll(async () => (table = await testTable()));

const lines = () => createLineStore(table);

const hour = 3_600;
const change = { change: 'device' } as const;
const made = (seconds: number) => anEntry(seconds, { ...change, outcome: 'succeeded' });

/** How many seconds until the next change is possible; undefined where the one that is asked for now is let through. */
const waitOf = async (
  timeline: LineEntry[],
  limit: LineChangeLimit = { changes: 2, hours: 24 },
  parts: { line?: Partial<LineItem>; entry?: LineEntry } = {},
): Promise<number | undefined> => {
  const entry = parts.entry ?? anEntry(24 * hour, change);
  try {
    await createRequireWithinLimit(lines(), limit)(lineItem({ timeline, ...parts.line }), entry);
    return undefined;
  } catch (error) {
    expect(error).toMatchObject({ code: 'too-many-line-changes' });
    return (error as Problem).details.retryAfterSeconds;
  }
};

describe('a line that takes two changes in 24 hours', () => {
  it.each<[string, LineEntry[], number | undefined]>([
    ['none', [], undefined],
    ['one', [made(9)], undefined],
    ['two, of which the first ends first', [made(9), made(hour)], 9],
    ['two, told in another order', [made(hour), made(9)], 9],
    ['three, of which the second ends when there is room', [made(9), made(hour), made(2 * hour)], hour],
    ['two, of which one was just as long ago', [made(0), made(hour)], undefined],
    [
      'two, of which one is no such change',
      [made(9), anEntry(hour, { change: 'contact', outcome: 'succeeded' })],
      undefined,
    ],
    ['two, of which one was refused', [made(9), anEntry(hour, { ...change, outcome: 'rejected' })], undefined],
    ['two, of which one was not sent', [made(9), anEntry(hour, { ...change, outcome: 'not-sent' })], undefined],
    ['two of which nobody knows', [anEntry(9, change), anEntry(hour, change)], 9],
  ])('and has had %s: the next is possible in %#', async (_, timeline, expected) => {
    expect(await waitOf(timeline)).toBe(expected);
  });

  it('counts one once that stands there twice, and not the one that is asked for', async () => {
    const [once, entry] = [made(9), anEntry(24 * hour, change)];
    expect(await waitOf([once, once])).toBeUndefined();
    expect(await waitOf([once, entry], undefined, { entry })).toBeUndefined();
  });

  it('lets what is no such change through', async () => {
    const entry = anEntry(24 * hour, { change: 'contact' });
    expect(await waitOf([made(9), made(hour)], undefined, { entry })).toBeUndefined();
  });

  it('does not count what is found out to have come to nothing', async () => {
    const [lost, asked] = [anEntry(9, change), anEntry(hour, change)];
    await ended(table, lost, { outcome: 'not-applied' });
    expect(await waitOf([lost, asked])).toBeUndefined();
    await ended(table, lost, { outcome: 'succeeded' });
    expect(await waitOf([lost, asked])).toBe(9);
  });

  it('looks nothing up as long as it has had fewer', async () => {
    const outcomeOf = jest.fn();
    await createRequireWithinLimit({ ...lines(), outcomeOf }, { changes: 2, hours: 24 })(
      lineItem({ timeline: [anEntry(9, change)] }),
      anEntry(hour, change),
    );
    expect(outcomeOf).not.toHaveBeenCalled();
  });

  it('says so', async () => {
    const timeline = [made(9), made(hour)];
    const { changes, hours } = { changes: 2, hours: 24 };
    await expect(
      createRequireWithinLimit(lines(), { changes, hours })(lineItem({ timeline }), anEntry(2 * hour, change)),
    ).rejects.toMatchObject({ details: { detail: expect.stringContaining(timeOf(24 * hour + 9)) as string } });
  });
});

it('of a line that takes one in an hour, or any, an hour and all count', async () => {
  const limit = { changes: 1, hours: 1 };
  expect(await waitOf([made(23 * hour)], limit)).toBeUndefined();
  expect(await waitOf([made(23 * hour + 1)], limit)).toBe(1);
  expect(await waitOf([made(9), made(10), made(11)], 'off')).toBeUndefined();
});

it('waits whole seconds, and at least until it is possible', async () => {
  const at = new Date(startMs + 500).toISOString();
  expect(await waitOf([{ ...made(0), at }], { changes: 1, hours: 24 })).toBe(1);
});

describe('a line that had another number', () => {
  /** The numbers of a line, newest first, each with what it was asked for, and until when it was the line’s. */
  const numbered = async (...numbers: { until?: number; timeline?: LineEntry[] }[]): Promise<Partial<LineItem>> => {
    let newer: string | undefined;
    let newest: string | undefined;
    for (const { until, timeline } of numbers) {
      const subscriberNumber = timeline ? (await storedLine(table, { timeline })).subscriberNumber : aNumber();
      newest ??= subscriberNumber;
      if (newer !== undefined && until !== undefined)
        await table.put(
          formerNumberItem(
            { solutionProvider, from: subscriberNumber, to: newer },
            { at: timeOf(until), requestId: 'r' },
          ),
        );
      newer = subscriberNumber;
    }
    return { subscriberNumber: newest! };
  };
  const limit = { changes: 2, hours: 24 };

  it.each<[string, { until?: number; timeline?: LineEntry[] }[], number | undefined]>([
    ['is counted until it lost it', [{}, { until: hour, timeline: [made(9), made(hour)] }], 9],
    ['is not counted after that', [{}, { until: hour - 1, timeline: [made(9), made(hour)] }], undefined],
    ['of which nothing is known, is nothing', [{}, { until: hour }], undefined],
    ['of before the time that counts, is nothing', [{}, { until: 0, timeline: [made(-1), made(0)] }], undefined],
    [
      'and one before that, is counted',
      [{}, { until: hour, timeline: [made(hour)] }, { until: 9, timeline: [made(9)] }],
      9,
    ],
    [
      'and one that it had later, by a number that came back, is not',
      [{}, { until: 9, timeline: [made(9)] }, { until: 9, timeline: [made(5)] }],
      undefined,
    ],
  ])('what it was asked for by that one, %s', async (_, numbers, expected) => {
    expect(await waitOf([], limit, { line: await numbered(...numbers) })).toBe(expected);
  });

  it('counts both together', async () => {
    const line = await numbered({}, { until: hour, timeline: [made(9)] });
    expect(await waitOf([made(2 * hour)], limit, { line })).toBe(9);
  });
});
