import { requestKey, type RequestRecord } from '#requests/request-record';
import type { Claim } from '#requests/claim';
import { createRequestStore, currentOutcome, type RequestStore } from '#requests/request-store';
import { requestRecords } from '#platform/table/keys';
import { createTable, type Table } from '#platform/table/table';
import { claimedBody } from '../../support/data-keys';
import { dynaliteClient, tableName } from '../../support/dynalite-client';
import { fixedClock } from '../../support/fakes';
import { watchedClient, type WatchedClient } from '../../support/watched-client';

const response = { status: 200, contentType: 'application/json', body: '{"a":1.0}' };
let client: WatchedClient;
let table: Table;
let store: RequestStore;
let clock: ReturnType<typeof fixedClock>;
beforeAll(async () => {
  client = watchedClient(await dynaliteClient());
  table = createTable(client, tableName);
});
beforeEach(() => {
  client.rest();
  clock = fixedClock();
  store = createRequestStore(table, clock.now);
});

let number = 0;
const claimFor = (parts: Partial<Claim> = {}): Claim => ({
  requestId: `req_${(number += 1)}`,
  solutionProvider: 'SP-A',
  operation: 'write-thing',
  clientId: 'client-a',
  ...claimedBody('hash-1'),
  request: { path: {}, query: {}, body: '{"a":1.0}' },
  deadline: clock.now() + 25_000,
  ...parts,
});

const claimed = async (parts: Partial<Claim> = {}): Promise<RequestRecord> => {
  const { granted, record } = await store.claim(claimFor(parts));
  expect(granted).toBe(true);
  return record;
};

describe('a claim', () => {
  it('of 50 at the same time is granted to one; the others see that one’s record', async () => {
    const claim = claimFor();
    const results = await Promise.all(Array.from({ length: 50 }, () => store.claim(claim)));
    const granted = results.filter((result) => result.granted);
    expect(granted).toHaveLength(1);
    expect(new Set(results.map(({ record }) => record.owner))).toEqual(new Set([granted[0]?.record.owner]));
  });

  it('is made anew when the record in its way is gone before it can be read', async () => {
    const claim = claimFor();
    const { record } = await store.claim(claim);
    let reads = 0;
    const expiring: Table = {
      ...table,
      get: async (key) => {
        if ((reads += 1) > 1) return table.get(key);
        await table.delete(key);
        return undefined;
      },
    };
    const { granted, record: next } = await createRequestStore(expiring, clock.now).claim(claim);
    expect(granted).toBe(true);
    expect(next.owner).not.toBe(record.owner);
  });

  it('is granted to its maker when the answer to it was lost and it is sent again', async () => {
    const requestHandler = watchedClient(client);
    const resending: Pick<WatchedClient, 'send'> = {
      // As the SDK does by itself: the same request once more, and its answer counts.
      send: (async (command: Parameters<WatchedClient['send']>[0]) => {
        await requestHandler.send(command).catch(() => undefined);
        return requestHandler.send(command);
      }) as WatchedClient['send'],
    };
    const { granted, record } = await createRequestStore(createTable(resending, tableName), clock.now).claim(
      claimFor(),
    );
    expect(granted).toBe(true);
    expect(await store.find(record.requestId)).toMatchObject({ owner: record.owner, outcome: 'in-flight' });
  });

  it.each(['succeeded', 'rejected'] as const)('is not granted once the request has %s', async (outcome) => {
    const claim = claimFor();
    const { record } = await store.claim(claim);
    await store.complete(record, { outcome, response });
    expect(await store.claim(claim)).toMatchObject({ granted: false, record: { outcome, response } });
  });

  it.each(['unknown', 'needs-attention'] as const)('is not granted while the outcome is %s', async (outcome) => {
    const claim = claimFor();
    const { record } = await store.claim(claim);
    await store.transition(record, { outcome, evidence: 'none' });
    clock.advance(requestRecords.lifetime.ms - 60_000);
    expect(await store.claim(claim)).toMatchObject({ granted: false, record: { outcome } });
  });

  it('is granted again when AT&T is known not to have done it, for the same body only', async () => {
    const claim = claimFor();
    const { record } = await store.claim(claim);
    await store.transition(record, { outcome: 'not-applied', evidence: 'not there' });
    expect(await store.claim({ ...claim, ...claimedBody('hash-2') })).toMatchObject({ granted: false });
    const again = await Promise.all([store.claim(claim), store.claim(claim)]);
    expect(again.map(({ granted }) => granted).toSorted()).toEqual([false, true]);
    expect(again[0].record.owner).not.toBe(record.owner);
  });

  it('is granted again when it was released, but only to be released by its owner', async () => {
    const claim = claimFor();
    const { record } = await store.claim(claim);
    await store.release({ ...record, owner: 'somebody else' });
    expect(await store.claim(claim)).toMatchObject({ granted: false });
    await store.release(record);
    expect(await store.find(record.requestId)).toMatchObject({
      outcome: 'not-sent',
      evidence: ['Nothing was sent to AT&T.'],
    });
    expect(await store.claim({ ...claim, ...claimedBody('another body') })).toMatchObject({ granted: true });
  });

  it('goes on with the timeline of what was unknown, however often nothing was sent since', async () => {
    const claim = claimFor();
    const { record } = await store.claim(claim);
    await store.transition(record, { outcome: 'unknown', evidence: 'lost' });
    await store.transition({ ...record, outcome: 'unknown' }, { outcome: 'not-applied', evidence: 'not there' });
    for (let run = 0; run < 3; run += 1) {
      const again = await store.claim(claim);
      expect(again).toMatchObject({ granted: true, record: { firstStartedAt: record.startedAt } });
      expect(again.record.timeline?.map(({ outcome }) => outcome)).toEqual(['unknown', 'not-applied']);
      await store.release(again.record);
    }
    const last = await store.claim({ ...claim, ...claimedBody('another body') });
    await store.transition(last.record, { outcome: 'unknown', evidence: 'lost again' });
    expect(await store.find(record.requestId)).toMatchObject({
      firstStartedAt: record.startedAt,
      timeline: [{ outcome: 'unknown' }, { outcome: 'not-applied' }, { outcome: 'unknown' }],
    });
  });

  it('is granted again after 30 days, whether DynamoDB has removed the record by then or not', async () => {
    const claim = claimFor();
    const { record } = await store.claim(claim);
    await store.complete(record, { outcome: 'succeeded', response });
    clock.advance(requestRecords.lifetime.ms - 1_000);
    expect(await store.claim(claim)).toMatchObject({ granted: false });
    clock.advance(3_000);
    expect(await store.claim({ ...claim, ...claimedBody('other') })).toMatchObject({ granted: true });
  });
});

describe('a record', () => {
  it('holds the answer as AT&T wrote it', async () => {
    const record = await claimed();
    await store.complete(record, { outcome: 'succeeded', response });
    expect(await store.find(record.requestId)).toMatchObject({ outcome: 'succeeded', response });
  });

  it('stands as unknown once its claimer has certainly stopped, however the clocks differ', async () => {
    const record = await claimed();
    const deadline = Date.parse(record.deadlineAt);
    expect(currentOutcome(record, deadline + 9_999)).toBe('in-flight');
    expect(currentOutcome(record, deadline + 10_001)).toBe('unknown');
    expect(currentOutcome(record, deadline - 3_600_000)).toBe('in-flight');
    expect(currentOutcome({ ...record, outcome: 'succeeded' }, deadline + 10_001)).toBe('succeeded');
  });

  it('is moved by whoever knows it only as long as nobody settled it', async () => {
    const record = await claimed();
    expect(await store.transition(record, { outcome: 'unknown', evidence: 'one' })).toBe(true);
    expect(await store.transition(record, { outcome: 'needs-attention', evidence: 'two' })).toBe(true);
    expect(await store.find(record.requestId)).toMatchObject({ outcome: 'needs-attention', evidence: ['one', 'two'] });
    const settled = await claimed();
    await store.complete(settled, { outcome: 'succeeded', response });
    expect(await store.transition(settled, { outcome: 'not-applied', evidence: 'late' })).toBe(false);
    expect(await store.find(settled.requestId)).toMatchObject({ outcome: 'succeeded', evidence: [] });
  });

  it('of 20 that move it to different ends at once, is moved by one', async () => {
    const record = await claimed();
    const ends = Array.from({ length: 20 }, (_, index) => (['not-applied', 'succeeded'] as const)[index % 2]!);
    const moved = await Promise.all(ends.map((outcome) => store.transition(record, { outcome, evidence: outcome })));
    expect(moved.filter(Boolean)).toHaveLength(1);
    expect((await store.find(record.requestId))?.evidence).toHaveLength(1);
  });

  it('is stored together with what it settles besides, in one request', async () => {
    const record = await claimed();
    client.rest();
    const items = [{ pk: 'SP#SP-A', sk: 'ORDER-ID#1', quoteId: 'q' }];
    await store.complete(record, { outcome: 'succeeded', response, alsoPut: items });
    expect(client.sent).toEqual(['BatchWriteItem']);
    expect(await table.get({ pk: 'SP#SP-A', sk: 'ORDER-ID#1' })).toMatchObject({ quoteId: 'q' });
    expect(await store.find(record.requestId)).toMatchObject({ outcome: 'succeeded', storedWith: items });
  });

  it('names nothing that was stored with it where nothing was', async () => {
    const record = await claimed();
    await store.complete(record, { outcome: 'succeeded', response, alsoPut: [] });
    expect(await store.find(record.requestId)).not.toHaveProperty('storedWith');
  });

  it('is kept without end for as long as nobody knows its outcome, and 30 days from when somebody does', async () => {
    const record = await claimed();
    await store.transition(record, { outcome: 'unknown', evidence: 'no answer' });
    expect(await table.get(requestKey(record.requestId))).not.toHaveProperty('expiresAt');
    clock.advance(60_000);
    await store.transition(record, { outcome: 'not-applied', evidence: 'asked' });
    expect(await table.get(requestKey(record.requestId))).toMatchObject({
      expiresAt: Math.ceil((clock.now() + requestRecords.lifetime.ms) / 1000),
    });
  });

  it('has what is moved with it stored, and names it', async () => {
    const record = await claimed();
    client.rest();
    const items = [{ pk: 'SP#SP-A', sk: 'ORDER-ID#2', quoteId: 'q' }];
    await store.transition(record, { outcome: 'succeeded', evidence: 'seen', alsoPut: items });
    expect(client.sent).toEqual(['UpdateItem', 'PutItem']);
    expect(await table.get({ pk: 'SP#SP-A', sk: 'ORDER-ID#2' })).toMatchObject({ quoteId: 'q' });
    expect(await store.find(record.requestId)).toMatchObject({ storedWith: items });
    const another = await claimed();
    await store.transition(another, { outcome: 'succeeded', evidence: 'seen' });
    expect(await store.find(another.requestId)).not.toHaveProperty('storedWith');
  });

  it('that is not moved any more has nothing stored with it', async () => {
    const record = await claimed();
    await store.complete(record, { outcome: 'rejected', response });
    const items = [{ pk: 'SP#SP-A', sk: 'ORDER-ID#3', quoteId: 'q' }];
    expect(await store.transition(record, { outcome: 'succeeded', evidence: 'seen', alsoPut: items })).toBe(false);
    expect(await table.get({ pk: 'SP#SP-A', sk: 'ORDER-ID#3' })).toBeUndefined();
  });

  it('is not moved when it is gone', async () => {
    const record = await claimed();
    await table.delete(requestKey(record.requestId));
    expect(await store.transition(record, { outcome: 'unknown', evidence: 'no answer' })).toBe(false);
  });
});
