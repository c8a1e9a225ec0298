import { lineHistory } from '#platform/table/keys';
import type { Table } from '#platform/table/table';
import { requestKey } from '#requests/request-record';
import { requestRecords } from '#platform/table/keys';
import { lineKey, lineItemSchema, type LineEntry } from '#tracking/line/line-item';
import { createLineStore, type LineStore } from '#tracking/line/line-store';
import { testTable } from '../order/orders';

const solutionProvider = 'SP-A';
const startMs = Date.UTC(2026, 10, 2, 12);

let table: Table;
let lines: LineStore;
beforeAll(async () => {
  table = await testTable();
  lines = createLineStore(table);
});

const entryOf = (index: number, more: Partial<LineEntry> = {}): LineEntry => ({
  at: new Date(startMs + index * 1_000).toISOString(),
  operation: 'update-device',
  requestId: `req_${String(index).padStart(32, '0')}`,
  by: 'client-a',
  actor: 'x'.repeat(128),
  purpose: 'y'.repeat(256),
  ...more,
});

const lineOf = async (number: string) => lineItemSchema.parse(await table.get(lineKey(solutionProvider, number)));

const historyOf = async (number: string): Promise<LineEntry[]> => {
  const partition = lineHistory.key.partitionOf({ solutionProvider });
  const { items } = await table.query({
    partition,
    sort: { startsWith: `LINE-HISTORY#${number}#` },
    limit: 1_000,
  });
  return items.map(({ entry, expiresAt }) => {
    expect(expiresAt).toBeGreaterThan(startMs / 1000);
    return entry as LineEntry;
  });
};

const undecided = (index: number) => entryOf(index, { operation: 'suspend-subscriber', to: 'suspended' });

it('keeps the newest entries of a line in its item, and the others beside it: none is lost and the item stays small', async () => {
  const number = '2125550151';
  for (let index = 0; index < 160; index += 1) await lines.append(solutionProvider, number, entryOf(index));
  const { timeline } = await lineOf(number);
  expect(timeline.length).toBeLessThanOrEqual(100);
  expect([...(await historyOf(number)), ...timeline]).toEqual(
    Array.from({ length: 160 }, (_, index) => entryOf(index)),
  );
  expect(JSON.stringify(await lineOf(number)).length).toBeLessThan(100_000);
});

it('loses none when many are appended at the same time', async () => {
  const number = '2125550152';
  for (let index = 0; index < 95; index += 1) await lines.append(solutionProvider, number, entryOf(index));
  await Promise.all(
    Array.from({ length: 20 }, (_, index) => lines.append(solutionProvider, number, entryOf(95 + index))),
  );
  const ids = [...(await historyOf(number)), ...(await lineOf(number)).timeline].map(({ requestId }) => requestId);
  expect(ids.toSorted()).toEqual(Array.from({ length: 115 }, (_, index) => entryOf(index).requestId));
});

it('keeps what is undecided in the item, and lets nothing more through when that is too much', async () => {
  const number = '2125550153';
  for (let index = 0; index < 100; index += 1) await lines.append(solutionProvider, number, undecided(index));
  await expect(lines.append(solutionProvider, number, undecided(100))).rejects.toMatchObject({
    code: 'step-not-allowed',
    details: { missing: [{ fact: 'changes whose outcome nobody knows' }] },
  });
  const { requestId, at } = undecided(7);
  await table.put({
    ...requestKey(requestId),
    requestId,
    ...{ solutionProvider, operation: 'suspend-subscriber', clientId: 'client-a', owner: 'o', bodyHash: 'h' },
    ...{ outcome: 'rejected', startedAt: at, deadlineAt: at, request: { path: {}, query: {} } },
    expiresAt: requestRecords.lifetime.expiresAt(startMs),
  });
  await lines.append(solutionProvider, number, undecided(100));
  expect((await historyOf(number)).map((entry) => entry.requestId)).toEqual([requestId]);
  expect((await lineOf(number)).timeline).toHaveLength(100);
});

it('does not say that a request was never let through when its entry is no longer among the newest', async () => {
  const number = '2125550159';
  const askedFor = (index: number) => lines.wasAskedFor(solutionProvider, number, entryOf(index).requestId);
  expect(await askedFor(0)).toBe(false);
  await lines.append(solutionProvider, number, entryOf(0));
  expect([await askedFor(0), await askedFor(1)]).toEqual([true, false]);
  for (let index = 1; index < 101; index += 1) await lines.append(solutionProvider, number, entryOf(index));
  expect([await askedFor(0), await askedFor(100)]).toEqual([undefined, true]);
});
