import { requestRecords } from '#platform/table/keys';
import { createTable, type Change, type Table } from '#platform/table/table';
import { createHandedOver } from '#requests/handed-over';
import type { RequestRecord } from '#requests/request-record';
import { createRequestStore, type RequestStore } from '#requests/request-store';
import { claimedBody } from '../../support/data-keys';
import { dynaliteClient, tableName, type Client } from '../../support/dynalite-client';
import { fixedClock } from '../../support/fakes';

let client: Client;
let table: Table;
let store: RequestStore;
let record: RequestRecord;
let deadline: number;
beforeEach(async () => {
  client = await dynaliteClient();
  table = createTable(client, tableName);
  const { now } = fixedClock();
  store = createRequestStore(table, now);
  const claim = await store.claim({
    requestId: 'req_1',
    solutionProvider: 'SP-A',
    operation: 'write-thing',
    clientId: 'client-a',
    ...claimedBody('h'),
    request: { path: {}, query: {} },
    longestMs: 600_000,
    handedOver: { sealed: new Uint8Array([1, 2]), keyId: 'key-1' },
    deadline: now() + 90_000,
  });
  record = claim.record;
  deadline = now() + 600_000;
});

/** Somebody moved it who does not know that it is handed over. */
const moved = () => store.transition({ ...record, handedOver: undefined }, { outcome: 'unknown', evidence: 'lost' });

describe('a worker', () => {
  it('takes a write once, and is known to work on it until its own time is up', async () => {
    const begun = await store.begin(record, deadline);
    const deadlineAt = new Date(deadline).toISOString();
    expect(begun).toMatchObject({ outcome: 'in-flight', deadlineAt, begunBy: expect.any(String) });
    expect(begun).toMatchObject(requestRecords.open.of({ ...record, deadlineAt }));
    expect(begun).not.toHaveProperty('handedOver');
    expect(await store.begin(record, deadline + 1_000)).toBeUndefined();
    expect(await store.find('req_1')).toEqual(begun);
  });

  it('takes none that another claim stands for, that has moved, or that is gone', async () => {
    expect(await store.begin({ ...record, owner: 'another' }, deadline)).toBeUndefined();
    await moved();
    expect(await store.find('req_1')).toHaveProperty('handedOver');
    expect(await store.begin(record, deadline)).toBeUndefined();
    expect(await store.begin({ ...record, requestId: 'req_2' }, deadline)).toBeUndefined();
  });

  it('has taken one whose update came a second time because its answer was lost', async () => {
    const update = async (change: Change) => {
      await table.update(change);
      return table.update(change);
    };
    const begun = await createHandedOver({ update }, (requestId) => store.find(requestId)).begin(record, deadline);
    expect(begun).toMatchObject({ begunBy: expect.any(String) });
    expect(await store.find('req_1')).toEqual(begun);
  });
});

describe('a caller', () => {
  it('is promised an event', async () => {
    const promised = await store.promise(record);
    expect(promised).toEqual({ ...record, toldByEvent: true });
    expect(await store.find('req_1')).toEqual(promised);
  });

  it('hears of an end that its worker has come to without knowing of the promise', async () => {
    const begun = (await store.begin(record, deadline))!;
    await store.promise(begun);
    const response = { status: 201, contentType: 'application/json', body: '{}' };
    await store.complete(begun, { outcome: 'succeeded', response });
    expect(await store.find('req_1')).toMatchObject({
      ...{ outcome: 'succeeded', response, toldByEvent: true, timeline: [{ outcome: 'succeeded' }] },
    });
  });

  it('is promised none of what has moved, or another has claimed', async () => {
    expect(await store.promise({ ...record, owner: 'another' })).toBeUndefined();
    await moved();
    expect(await store.promise(record)).toBeUndefined();
    expect(await store.find('req_1')).not.toHaveProperty('toldByEvent');
  });
});
