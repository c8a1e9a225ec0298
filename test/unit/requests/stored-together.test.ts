import { equals } from '#platform/table/conditions';
import { createTable, type Item, type Table } from '#platform/table/table';
import { createRequestStore } from '#requests/request-store';
import { unlessUnderWay } from '#requests/stored-with';
import { claimedBody } from '../../support/data-keys';
import { dynaliteClient, tableName } from '../../support/dynalite-client';

const nowMs = Date.UTC(2026, 10, 2, 12);
const response = { status: 200, contentType: 'application/json', body: '{}' };
const key = { pk: 'SP#SP-A', sk: 'ORDER-ID#801-together' };
const beside: Item = { ...key, quoteId: '0Q0-together' };

const claimedIn = async (table: Table, requestId: string) => {
  const { record } = await createRequestStore(table, () => nowMs).claim({
    ...{ requestId, solutionProvider: 'SP-A', operation: 'write-thing', clientId: 'client-a' },
    ...{ ...claimedBody('hash-1'), request: { path: {}, query: {} }, deadline: nowMs + 25_000 },
  });
  return record;
};

let table: Table;
beforeEach(async () => (table = createTable(await dynaliteClient(), tableName)));

it('of a record and what comes with it whatever a batch leaves out is put by its own condition', async () => {
  const record = await claimedIn(table, 'req_batch');
  const put: [Item, unknown][] = [];
  const putAll: Table['putAll'] = (items, conditionOf) =>
    Promise.resolve(void put.push(...items.map((item): [Item, unknown] => [item, conditionOf?.(item)])));
  await createRequestStore({ ...table, putAll }, () => nowMs).complete(record, {
    ...{ outcome: 'succeeded', response, alsoPut: [beside] },
  });
  expect(put).toEqual([
    [expect.objectContaining({ requestId: 'req_batch', outcome: 'succeeded' }), equals('owner', record.owner)],
    [beside, unlessUnderWay(beside)],
  ]);
});

it('what comes with a move is stored though the answer to the move was lost', async () => {
  const record = await claimedIn(table, 'req_move');
  const update: Table['update'] = async (change) => {
    await table.update(change);
    return undefined;
  };
  const moved = createRequestStore({ ...table, update }, () => nowMs).transition(record, {
    ...{ outcome: 'succeeded', evidence: 'found', response, alsoPut: [beside] },
  });
  expect(await moved).toBe(true);
  expect(await table.get(key)).toMatchObject(beside);
});
