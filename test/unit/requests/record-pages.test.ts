import { requestRecords } from '#platform/table/keys';
import { requestKey, type RequestRecord } from '#requests/request-record';
import { createRequestStore, type RequestStore } from '#requests/request-store';
import { createTable, type ItemQuery, type Table } from '#platform/table/table';
import { claimedBody } from '../../support/data-keys';
import { dynaliteClient, tableName } from '../../support/dynalite-client';
import { fixedClock } from '../../support/fakes';

let table: Table;
let store: RequestStore;
let clock: ReturnType<typeof fixedClock>;
beforeEach(async () => {
  table = createTable(await dynaliteClient(), tableName);
  clock = fixedClock();
  store = createRequestStore(table, clock.now);
});

let number = 0;
const claimed = async (solutionProvider: string, lastsMs = 25_000, callIds: string[] = []): Promise<RequestRecord> => {
  const { record } = await store.claim({
    ...{ requestId: `req_${(number += 1)}`, solutionProvider, operation: 'write-thing', clientId: 'client-a' },
    ...{ ...claimedBody('hash-1'), request: { path: {}, query: {} }, deadline: clock.now() + lastsMs },
    callIds,
  });
  return record;
};
const idsOf = (records: readonly RequestRecord[]): string[] => records.map(({ requestId }) => requestId);

describe('records without an outcome', () => {
  it('are listed per Solution Provider, oldest deadline first, page by page, until they have one', async () => {
    const late = await claimed('SP-A', 30_000);
    const early = await claimed('SP-A', 10_000);
    const released = await claimed('SP-A');
    const settled = await claimed('SP-A');
    await claimed('SP-B');
    await store.release(released);
    const response = { status: 422, contentType: 'application/json', body: '{}' };
    await store.complete(settled, { outcome: 'rejected', response });
    await store.transition(late, { outcome: 'unknown', evidence: 'lost' });
    const before = new Date(clock.now() + 60_000);
    const first = await store.open('SP-A', before, 1);
    expect(idsOf(first.records)).toEqual([early.requestId]);
    const second = await store.open('SP-A', before, 5, first.next);
    expect(idsOf(second.records)).toEqual([late.requestId]);
    expect(second.next).toBeUndefined();
    await store.transition(late, { outcome: 'needs-attention', evidence: 'asked' });
    expect((await store.open('SP-A', before, 5)).records).toHaveLength(1);
    expect((await store.open('SP-A', new Date(clock.now()), 5)).records).toEqual([]);
  });

  it('are removed by DynamoDB 30 days later', async () => {
    const { requestId } = await claimed('SP-A');
    const item = await table.get(requestKey(requestId));
    expect(item?.['expiresAt']).toBe(Math.ceil((clock.now() + requestRecords.lifetime.ms) / 1000));
  });
});

it('all records are listed from a time on, or from the first, oldest first, page by page', async () => {
  const records: RequestRecord[] = [];
  for (let second = 0; second < 4; second += 1) {
    records.push(await claimed('SP-A'));
    clock.advance(1_000);
  }
  await claimed('SP-B');
  const ids = idsOf(records);
  const since = records[1]!.startedAt;
  expect(idsOf((await store.list('SP-A', undefined, 10)).records)).toEqual(ids);
  expect(idsOf((await store.list('SP-A', since, 10)).records)).toEqual(ids.slice(1));
  const page = await store.list('SP-A', since, 2);
  const next = await store.list('SP-A', since, 2, page.next);
  expect(idsOf([...page.records, ...next.records])).toEqual(ids.slice(1));
});

describe('the record that a call has claimed', () => {
  const claimedBy = async (callId: string, lastMs?: number): Promise<string | undefined> =>
    (await store.claimedBy('SP-A', callId, lastMs))?.requestId;

  it('is found by each of its ids as soon as it is listed, with an outcome and without, by whom it belongs to', async () => {
    const record = await claimed('SP-A', 25_000, ['mine', 'gateway']);
    await claimed('SP-B', 25_000, ['theirs']);
    const ids = ['mine', 'gateway', 'theirs', 'min'];
    const found = [record.requestId, record.requestId, undefined, undefined];
    expect(await Promise.all(ids.map((id) => claimedBy(id)))).toEqual(found);
    const response = { status: 422, contentType: 'application/json', body: '{}' };
    await store.complete(record, { outcome: 'rejected', response });
    expect(await Promise.all(ids.map((id) => claimedBy(id)))).toEqual(found);
  });

  it('is the newest of several, and none that was begun before the time, which is a day', async () => {
    const older = await claimed('SP-A', 25_000, ['mine', 'older']);
    clock.advance(1_000);
    const newer = await claimed('SP-A', 25_000, ['mine']);
    expect([await claimedBy('mine'), await claimedBy('older')]).toEqual([newer.requestId, older.requestId]);
    expect([await claimedBy('older', 999), await claimedBy('older', 1_000)]).toEqual([undefined, older.requestId]);
    clock.advance(24 * 3_600_000);
    expect([await claimedBy('older'), await claimedBy('mine')]).toEqual([undefined, newer.requestId]);
  });

  it('is looked for page by page, among the last thousand', async () => {
    const pages: ItemQuery[] = [];
    const endless: Table = {
      ...table,
      query: (query) => {
        pages.push(query);
        return Promise.resolve({
          items: Array.from({ length: 100 }, () => ({ callIds: ['another'] })),
          next: { pk: pages.length },
        });
      },
    };
    expect(await createRequestStore(endless, clock.now).claimedBy('SP-A', 'mine')).toBeUndefined();
    expect(pages.map(({ limit, after }) => [limit, after?.['pk']])).toEqual(
      Array.from({ length: 10 }, (_, index) => [100, index === 0 ? undefined : index]),
    );
  });
});
