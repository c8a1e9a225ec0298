import type { Table } from '#platform/table/table';
import { lines as linesKnown } from '#platform/table/keys';
import { formerNumberItem } from '#tracking/line/line-history';
import { lineKey, type LineEntry, type LineItem } from '#tracking/line/line-item';
import { createLineStore } from '#tracking/line/line-store';
import { testTable } from '../order/orders';
import {
  aNumber,
  anEntry,
  ended,
  lineIn,
  lineItem,
  solutionProvider,
  startMs,
  storedLine,
  timeOf,
} from './lines-in-table';

let table: Table;
beforeAll(async () => (table = await testTable()));

const lines = () => createLineStore(table);

const finishedAt = timeOf(99);
const succeeded = { outcome: 'succeeded', finishedAt } as const;

/** The line as it stands once its outcomes are applied; what is told of it is the same. */
const applied = async (line: LineItem) => {
  const told = await lines().withOutcomes(line);
  const standing = await lineIn(table, line.subscriberNumber);
  expect({ ...told, expiresAt: standing.expiresAt }).toEqual(standing);
  return standing;
};

const lineWith = (entry: LineEntry, parts: Partial<LineItem> = {}) =>
  storedLine(table, { ...parts, timeline: [anEntry(1), entry, anEntry(30)] });

describe('what became of a change', () => {
  it('that was made is the status of the line, since AT&T had made it at the latest', async () => {
    const entry = anEntry(10, { to: 'suspended' });
    const line = await lineWith(entry, { status: 'cancelled', statusAt: timeOf(2), cancelledAt: timeOf(2) });
    await ended(table, entry, succeeded);
    const after = await applied(line);
    expect(after).toMatchObject({ status: 'suspended', statusAt: timeOf(70), revision: 1, changesMade: 0 });
    expect(after).not.toHaveProperty('cancelledAt');
    expect(after.timeline).toEqual([line.timeline[0], { ...entry, outcome: 'succeeded' }, line.timeline[2]]);
  });

  it('that cancelled the line is when it was cancelled, and sensitive', async () => {
    const entry = anEntry(10, { to: 'cancelled', change: 'cancellation' });
    const line = await lineWith(entry, { status: 'active', statusAt: timeOf(10) });
    await ended(table, entry, succeeded);
    const made = { at: finishedAt, sequence: 1, before: 'active', after: 'cancelled' };
    const after = await applied(line);
    expect(after).toMatchObject({ status: 'cancelled', statusAt: timeOf(70), cancelledAt: entry.at, changesMade: 1 });
    expect(after.timeline[1]).toEqual({ ...entry, outcome: 'succeeded', made });
  });

  it('is the status, whatever was seen while AT&T made it', async () => {
    for (const [finished, seenAt, status] of [
      [12, 11, 'suspended'],
      [12, 13, 'active'],
    ] as const) {
      const entry = anEntry(10, { to: 'suspended' });
      await ended(table, entry, { ...succeeded, finishedAt: timeOf(finished) });
      const line = await lineWith(entry, { status: 'active', statusAt: timeOf(seenAt) });
      const after = await applied(line);
      expect([after.status, after.statusAt]).toEqual([status, timeOf(Math.max(finished, seenAt))]);
    }
  });

  it('is no status where a newer one is known, or where it leads to none', async () => {
    const seen = { status: 'active', statusAt: timeOf(71) } as const;
    for (const asked of [{ to: 'suspended' }, { change: 'voicemail' }] as const) {
      const entry = anEntry(10, asked);
      await ended(table, entry, succeeded);
      const after = await applied(await lineWith(entry, seen));
      expect([after.status, after.statusAt, after.timeline[1]?.outcome]).toEqual(['active', timeOf(71), 'succeeded']);
    }
  });

  it('is no status where it leads to none, however old the one that is known', async () => {
    const entry = anEntry(10, { change: 'voicemail' });
    await ended(table, entry, succeeded);
    const after = await applied(await lineWith(entry, { status: 'active', statusAt: timeOf(2) }));
    expect([after.status, after.statusAt]).toEqual(['active', timeOf(2)]);
  });

  it('is not written to a line that is gone', async () => {
    const entry = anEntry(10, { change: 'voicemail' });
    await ended(table, entry, succeeded);
    const line = lineItem({ revision: 3, timeline: [entry] });
    await expect(lines().withOutcomes(line)).rejects.toMatchObject({ code: 'service-unavailable' });
    expect(await table.get(lineKey(solutionProvider, line.subscriberNumber))).toBeUndefined();
  });

  it('that was refused is told and changes nothing else', async () => {
    const entry = anEntry(10, { to: 'cancelled', change: 'cancellation' });
    const line = await lineWith(entry, { status: 'active', statusAt: timeOf(2) });
    await ended(table, entry, { outcome: 'rejected' });
    const after = await applied(line);
    expect(after).toMatchObject({ status: 'active', statusAt: timeOf(2), changesMade: 0 });
    expect(after.timeline[1]).toEqual({ ...entry, outcome: 'rejected' });
  });

  it('nobody knows leaves the line as it is', async () => {
    const line = await lineWith(anEntry(10, { to: 'cancelled' }));
    expect(await lines().withOutcomes(line)).toBe(line);
  });

  it('is looked up of those alone that wait for it', async () => {
    const asked: string[] = [];
    const spied = { ...table, get: (key: { pk: string; sk: string }) => (asked.push(key.pk), table.get(key)) };
    const waiting = anEntry(10, { to: 'cancelled' });
    await createLineStore(spied).withOutcomes(await lineWith(waiting));
    expect(asked).toEqual([`REQUEST#${waiting.requestId}`]);
  });

  it('stands beside each of two copies of an entry, and once as the change that was made', async () => {
    const entry = anEntry(10, { change: 'voicemail' });
    const line = await storedLine(table, { timeline: [entry, anEntry(20), entry] });
    await ended(table, entry, { ...succeeded, outcome: 'succeeded' });
    const after = await applied(line);
    expect(after.changesMade).toBe(1);
    const told = { ...entry, outcome: 'succeeded' };
    expect([after.timeline[0], after.timeline[2]]).toEqual([{ ...told, made: { at: finishedAt, sequence: 1 } }, told]);
  });

  it('is not told twice of one that was read before', async () => {
    const entry = anEntry(10, { change: 'voicemail' });
    const line = await lineWith(entry);
    await ended(table, entry, succeeded);
    const after = await applied(line);
    expect(await lines().withOutcomes(line)).toEqual({ ...after, expiresAt: undefined });
    expect(await lineIn(table, line.subscriberNumber)).toEqual(after);
  });

  it('is not told of one that has gone to its history', async () => {
    const entry = anEntry(10, { change: 'voicemail' });
    const line = await storedLine(table, { revision: 4, timeline: [anEntry(20)] });
    await ended(table, entry, succeeded);
    const standing = await lineIn(table, line.subscriberNumber);
    await lines().withOutcomes({ ...line, revision: 3, timeline: [entry] });
    expect(await lineIn(table, line.subscriberNumber)).toEqual(standing);
  });

  it.each([
    ['gives the line an end when nothing came of it', 'rejected', linesKnown.lifetime.expiresAt(startMs)],
    ['leaves it without an end when it was made', 'succeeded', undefined],
  ] as const)('%s', async (_, outcome, expiresAt) => {
    const entry = anEntry(10, { change: 'voicemail' });
    const line = await lineWith(entry);
    await ended(table, entry, { outcome });
    expect((await applied(line)).expiresAt).toBe(expiresAt);
  });
});

describe('a line that was written before it had revisions', () => {
  it('has its first with the first outcome, once', async () => {
    const entry = anEntry(10, { change: 'voicemail' });
    const line = await lineWith(entry);
    const { revision: _, ...old } = line;
    await table.put({ ...lineKey(solutionProvider, line.subscriberNumber), ...old });
    await ended(table, entry, succeeded);
    expect(await applied(line)).toMatchObject({ revision: 1, changesMade: 1 });
  });
});

describe('an entry that is taken back', () => {
  it('goes, and the others stay', async () => {
    const [own, other] = [anEntry(10, { change: 'device' }), anEntry(10, { change: 'device' })];
    const { subscriberNumber } = await storedLine(table, { status: 'active', timeline: [other] });
    const line = await lines().append(solutionProvider, subscriberNumber, own);
    await lines().takeBack(line, own);
    expect(await lineIn(table, subscriberNumber)).toMatchObject({ timeline: [other], revision: 2 });
  });

  it('is nothing of a line that has it no more', async () => {
    const line = await storedLine(table, { status: 'active', timeline: [anEntry(1)] });
    await lines().takeBack({ ...line, revision: 7 }, anEntry(10));
    expect(await lineIn(table, line.subscriberNumber)).toEqual(line);
  });
});

it('tells the former number and what became of an entry', async () => {
  const [from, to] = [aNumber(), aNumber()];
  await table.put(formerNumberItem({ solutionProvider, from, to }, { at: timeOf(1), requestId: 'req_1' }));
  expect(await lines().formerNumber(solutionProvider, to)).toEqual({ subscriberNumber: from, until: timeOf(1) });
  const entry = anEntry(1);
  expect(await lines().outcomeOf(entry)).toBeUndefined();
  await ended(table, entry, { outcome: 'not-sent' });
  expect(await lines().outcomeOf(entry)).toBe('not-sent');
});
