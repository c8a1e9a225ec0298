import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { TransportError, type Transport, type WireAnswer } from '#att/transport';
import { waitingItem } from '#events/waiting-item';
import { operations, type OperationId } from '#operations/registry';
import { dayMs } from '#platform/table/key-pattern';
import { lines, longRunningRequests, requestRecords, trackedOrders } from '#platform/table/keys';
import type { Item } from '#platform/table/table';
import { requestRecordSchema } from '#requests/request-record';
import { createApplyOutcome } from '#tracking/apply-outcome';
import { exampleCall } from '../../../tools/soak/example-call';
import { dynaliteClient, tableName } from '../../support/dynalite-client';
import { wireAnswer } from '../../support/fakes';
import { gatewayRig, solutionProvider } from '../../support/gateway-rig';

const startMs = Date.UTC(2026, 10, 2, 12);
const end = Math.ceil((startMs + 90 * dayMs) / 1000);
const lineEnd = Math.ceil((startMs + 730 * dayMs) / 1000);
const prefixes = [trackedOrders, ...Object.values(longRunningRequests)].map(({ key }) => key.sortPrefix);

/** Operations that name something which AT&T has, and of which this gateway has never heard. */
const named = operations.filter(
  ({ order, longRunning }) =>
    (order && order.newQuoteIdAt === undefined) ?? (longRunning && longRunning.step !== 'open'),
);
const [reads, writes] = [true, false].map((isRead) =>
  named.filter(({ idempotency }) => (idempotency === 'safe') === isRead).map(({ id }) => id),
) as [OperationId[], OperationId[]];
/** Those that name their order by its quote, or what is long-running by its id; of other ids nobody knows whose they are. */
const adopting = named
  .filter(({ id, order, longRunning }) => writes.includes(id) && (order?.quoteIdAt ?? longRunning?.idAt))
  .map(({ id }) => id);

/** Operations that ask for something of a line. */
const ofLines = operations.filter(({ line, idempotency }) => line?.numberAt && idempotency !== 'safe');

const rigFor = async (reply: () => WireAnswer | Error, mode: 'strict' | 'advisory' = 'advisory') => {
  const client = await dynaliteClient();
  const transport: Transport = async () => {
    const answer = await Promise.resolve(reply());
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const rig = gatewayRig({ client, transport, mode, now: () => startMs });
  const items = async (): Promise<Item[]> => {
    const { Items = [] } = await client.send(new ScanCommand({ TableName: tableName }));
    return Items.map((item) => unmarshall(item));
  };
  const applyOutcome = createApplyOutcome(rig.table, () => startMs);
  return {
    ...rig,
    call: (id: OperationId) => {
      const { path, query, body } = exampleCall(id, solutionProvider);
      return rig.call(id, {
        key: 'key-1',
        ...(path && { path }),
        ...(query && { query }),
        ...(body !== undefined && { body }),
      });
    },
    tracked: async () => (await items()).filter(({ sk }) => prefixes.some((prefix) => String(sk).startsWith(prefix))),
    lines: async () => (await items()).filter(({ sk }) => String(sk).startsWith(lines.key.sortPrefix)),
    /** What the stream does about records that have an outcome. */
    settle: async () => {
      for (const item of await items()) {
        const waiting = waitingItem(undefined, item);
        if (waiting) await applyOutcome(waiting);
      }
    },
    records: async () =>
      (await items()).filter(({ sk }) => sk === requestRecords.key.sort).map((item) => requestRecordSchema.parse(item)),
  };
};

it('covers every way to name what was never seen', () => {
  expect(reads.length).toBeGreaterThanOrEqual(6);
  expect(adopting.length).toBeGreaterThanOrEqual(10);
});

const unconfirmed: [string, () => WireAnswer | Error][] = [
  ['refused by AT&T', () => wireAnswer(404, { message: 'There is none.' })],
  ['not sent, because AT&T is out of reach', () => new TransportError('connect', false)],
];

describe.each(unconfirmed)('what a write names that is %s', (_, reply) => {
  it.each(writes)('has an end: %s', async (id) => {
    const rig = await rigFor(reply);
    expect((await rig.call(id)).status).toBeGreaterThanOrEqual(400);
    await rig.settle();
    const items = await rig.tracked();
    expect(items.map(({ expiresAt, pending }) => ({ expiresAt, pending }))).toEqual(
      adopting.includes(id) ? [{ expiresAt: end, pending: {} }] : [],
    );
  });
});

describe('what a write names whose turn has not come', () => {
  it.each(writes)('has an end: %s', async (id) => {
    const rig = await rigFor(() => wireAnswer(404, {}), 'strict');
    await rig.call(id);
    await rig.settle();
    expect((await rig.tracked()).map(({ expiresAt }) => expiresAt)).toEqual(adopting.includes(id) ? [end] : []);
  });
});

describe('what a write names while nobody knows its outcome', () => {
  it.each(adopting)('has no end, and has one when it turns out not to be done: %s', async (id) => {
    const rig = await rigFor(() => new TransportError('timeout', true));
    expect((await rig.call(id)).status).toBe(202);
    await rig.settle();
    const [item] = await rig.tracked();
    expect(item).not.toHaveProperty('expiresAt');
    expect(Object.keys(item!['pending'] as object)).toHaveLength(1);

    const [record] = await rig.records();
    await rig.requests.transition(record!, { outcome: 'not-applied', evidence: 'AT&T ticket 4711' });
    await rig.settle();
    expect(await rig.tracked()).toEqual([expect.objectContaining({ expiresAt: end, pending: {} })]);
  });
});

describe('what a read names', () => {
  it.each(reads)('makes nothing when AT&T shows nothing of it: %s', async (id) => {
    for (const reply of [() => wireAnswer(404, {}), () => wireAnswer(200, {})]) {
      const rig = await rigFor(reply);
      await rig.call(id);
      expect(await rig.tracked()).toEqual([]);
    }
  });
});

describe('a line of which nothing is known', () => {
  it.each(ofLines.map(({ id }) => id))(
    'has an end as long as nothing came of what it was asked for: %s',
    async (id) => {
      for (const [, reply] of unconfirmed) {
        const rig = await rigFor(reply);
        await rig.call(id);
        await rig.settle();
        expect((await rig.lines()).map(({ expiresAt }) => expiresAt)).toEqual([lineEnd]);
      }
    },
  );

  it.each(ofLines.filter(({ line, sensitive }) => line?.change ?? sensitive).map(({ id }) => id))(
    'has no end while nobody knows what came of it, nor once something did: %s',
    async (id) => {
      const rig = await rigFor(() => new TransportError('timeout', true));
      await rig.call(id);
      await rig.settle();
      expect((await rig.lines()).map(({ expiresAt }) => expiresAt)).toEqual([undefined]);
      const [record] = await rig.records();
      await rig.requests.transition(record!, { outcome: 'succeeded', evidence: 'AT&T ticket 4711' });
      await rig.settle();
      expect((await rig.lines()).map(({ expiresAt }) => expiresAt)).toEqual([undefined]);
    },
  );
});
