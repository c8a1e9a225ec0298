import { requestRecords } from '#platform/table/keys';
import { requestKey, type RequestRecord } from '#requests/request-record';
import { createRequestStore, type RequestStore } from '#requests/request-store';
import { createTable, type Table } from '#platform/table/table';
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
const claimed = async (solutionProvider: string, lastsMs = 25_000): Promise<RequestRecord> => {
  const { record } = await store.claim({
    ...{ requestId: `req_${(number += 1)}`, solutionProvider, operation: 'write-thing', clientId: 'client-a' },
    ...{ ...claimedBody('hash-1'), request: { path: {}, query: {} }, deadline: clock.now() + lastsMs },
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
