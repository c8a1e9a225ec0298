import type { OperationId } from '#operations/registry';
import { longRunningRequests, pollJobs } from '#platform/table/keys';
import { createTable, type Item, type Table } from '#platform/table/table';
import { requestKey, requestRecordId } from '#requests/request-record';
import type { Claim } from '#requests/claim';
import { createRequestStore } from '#requests/request-store';
import { createStoreMissing, unlessUnderWay } from '#requests/stored-with';
import { kindOf } from '../../../tools/data-model/check-item';
import { claimedBody } from '../../support/data-keys';
import { dynaliteClient, tableName, type Client } from '../../support/dynalite-client';
import { publisherRig, streamRecord } from '../../support/event-rig';
import { gatewayRig, solutionProvider } from '../../support/gateway-rig';
import { partialBatches, type Afterwards } from '../../support/partial-batches';
import { wireAnswer } from '../../support/fakes';
import { activationBody, portInBody, portInsAtAtt, scriptedAtt } from '../tracking/long-running/mobility-rig';

let client: Client;
let table: Table;
beforeEach(async () => {
  client = await dynaliteClient();
  table = createTable(client, tableName);
});

const att = scriptedAtt({
  ...portInsAtAtt().replies,
  'request-port-in': () => wireAnswer(201, { id: 'PORT-1', state: 'acknowledged' }),
  'activate-service': () => wireAnswer(202, { requestId: 'ACT-1', requestStatus: 'submitted' }),
});

const writes: [OperationId, object, Item[]][] = [
  [
    'request-port-in',
    portInBody(),
    [
      longRunningRequests['port-in'].key.of({ solutionProvider, id: 'PORT-1' }),
      pollJobs.key.of({ solutionProvider, kind: 'port-in', id: 'PORT-1' }),
    ],
  ],
  [
    'activate-service',
    activationBody({ imei: '490154203237518', sim: '89014103211118510720' }),
    [
      longRunningRequests['service-activation'].key.of({ solutionProvider, id: 'ACT-1' }),
      pollJobs.key.of({ solutionProvider, kind: 'service-activation', id: 'ACT-1' }),
    ],
  ],
];

/** Makes a write whose batch leaves out items of some kinds, and hands its record’s change to the publisher. */
const written = async (
  [operation, body, keys]: (typeof writes)[number],
  left: readonly string[],
  afterwards: Afterwards,
) => {
  const isLeft = ({ pk, sk }: { pk?: { S?: string }; sk?: { S?: string } }) =>
    left.includes(kindOf({ pk: pk?.S, sk: sk?.S }) ?? '');
  const partial = partialBatches(client, isLeft, afterwards);
  const rig = gatewayRig({ client: partial, transport: att.transport });
  const answer = await Promise.race([rig.call(operation, { body, key: 'key-1' }), partial.died]);
  const recordKey = requestKey(requestRecordId(solutionProvider, operation, 'key-1'));
  const record = (await table.get(recordKey)) ?? {};
  const { publish } = await publisherRig(client);
  const tell = () => publish([streamRecord(recordKey, { ...record, outcome: 'in-flight' }, record)]);
  const stored = () => Promise.all(keys.map(async ({ pk, sk }) => table.get({ pk: String(pk), sk: String(sk) })));
  return { answer, record, tell, stored };
};

const parts = [['poll-job'], ['port-in', 'service-activation'], ['port-in', 'service-activation', 'poll-job']];
const ends: Afterwards[] = ['taken', 'refused', 'killed'];

describe.each(writes)('a batch of %s that is taken in part', (...write) => {
  it.each(parts.flatMap((left) => ends.map((afterwards) => ({ left: left.join(', '), afterwards }))))(
    'leaves nothing out in the end: $left first, then $afterwards',
    async ({ left, afterwards }) => {
      const { answer, record, tell, stored } = await written(write, left.split(', '), afterwards);
      if (afterwards !== 'killed') expect(answer?.status).toBeLessThan(300);
      expect(record).toMatchObject({ outcome: 'succeeded' });
      expect((await stored()).includes(undefined)).toBe(afterwards !== 'taken');
      expect(await tell()).toEqual([]);
      expect(await stored()).toEqual(record['storedWith']);
    },
  );

  it.each(ends)('does not call it succeeded before the record is taken: then %s', async (afterwards) => {
    const { record, stored } = await written(write, ['request-record'], afterwards);
    expect(record).toMatchObject({ outcome: afterwards === 'taken' ? 'succeeded' : 'in-flight' });
    expect((await stored()).includes(undefined)).toBe(false);
    // Whoever looks for writes without an outcome finds it.
    expect('openPk' in record).toBe(afterwards !== 'taken');
  });
});

describe('what is stored with a record', () => {
  const write = writes[0]!;

  it('stays as it has become, however often and however late the stream tells of the record', async () => {
    const { record, tell, stored } = await written(write, ['poll-job'], 'refused');
    await tell();
    const [portIn, pollJob] = (await stored()) as [Item, Item];
    await table.put({ ...portIn, state: 'completed', revision: 7 });
    await table.put({ ...pollJob, outcome: 'final', polls: 9 });
    await tell();
    expect(await stored()).toMatchObject([
      { state: 'completed', revision: 7 },
      { outcome: 'final', polls: 9 },
    ]);
    expect(record['storedWith']).toHaveLength(2);
  });

  it('is told again by the stream when it cannot be stored now', async () => {
    const { record } = await written(write, ['poll-job'], 'refused');
    const { publish } = await publisherRig(client);
    const told = streamRecord(requestKey(String(record['requestId'])), { ...record, outcome: 'in-flight' }, record);
    const storeMissing = createStoreMissing({ put: () => Promise.reject(new Error('no table')) });
    expect(await publish([told], { storeMissing })).toEqual([told.dynamodb?.SequenceNumber]);
  });

  it('is asked for when a record gets its outcome, and never again', async () => {
    const { record } = await written(write, ['poll-job'], 'refused');
    const put = jest.fn(() => Promise.resolve(true));
    await createStoreMissing({ put })(record, { ...record, finishedAt: 'later' });
    await createStoreMissing({ put })(undefined, { outcome: 'succeeded' });
    expect(put).not.toHaveBeenCalled();
  });

  it('has polling begin again that had ended before', async () => {
    const { record, stored } = await written(write, [], 'taken');
    const [, pollJob] = (await stored()) as [Item, Item];
    const begun = { ...pollJob, startedAt: new Date(Date.parse(String(pollJob['startedAt'])) + 1).toISOString() };
    expect(await table.put(begun, unlessUnderWay(begun))).toBe(false);
    await table.put({ ...pollJob, outcome: 'final' });
    expect(await table.put(begun, unlessUnderWay(begun))).toBe(true);
    expect(record['storedWith']).toContainEqual(pollJob);
  });
});

it('does not put a record that a batch left out over a claim that another has made meanwhile', async () => {
  const now = () => Date.UTC(2026, 10, 2, 12);
  const store = createRequestStore(table, now);
  const claim: Claim = {
    requestId: 'req_1',
    solutionProvider,
    operation: 'write-thing',
    clientId: 'client-a',
    ...claimedBody('hash-1'),
    request: { path: {}, query: {} },
    deadline: now() + 25_000,
  };
  const { record } = await store.claim(claim);
  await store.transition(record, { outcome: 'not-applied', evidence: 'asked' });
  const next = await store.claim(claim);
  const isRecord = ({ pk }: { pk?: { S?: string } }) => pk?.S === requestKey(record.requestId)['pk'];
  const late = createRequestStore(createTable(partialBatches(client, isRecord, 'taken'), tableName), now);
  const [, , [orderId]] = writes[0]!;
  await late.complete(record, {
    outcome: 'succeeded',
    response: { status: 201, contentType: 'application/json', body: '{}' },
    alsoPut: [orderId!],
  });
  expect(next.granted).toBe(true);
  expect(await store.find(record.requestId)).toMatchObject({ outcome: 'in-flight', owner: next.record.owner });
});
