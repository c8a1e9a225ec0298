import type { Table } from '#platform/table/table';
import type { RequestRecord } from '#requests/request-record';
import { anyKind } from '#tracking/long-running/any-kind';
import { createApplyOutcome } from '#tracking/apply-outcome';
import { lineKey } from '#tracking/line/line-item';
import { longRunningKey } from '#tracking/long-running/long-running-request';
import { createLongRunningStore } from '#tracking/long-running/long-running-store';
import { createUniqueLocks, lockKey } from '#tracking/long-running/unique-locks';
import { orderKey } from '#tracking/order/tracked-order';
import { anEntry, ended, lineIn, storedLine } from './line/lines-in-table';
import { aNumber, itemIn, lockOf, ownerIn } from './long-running/effects-world';
import { anOrder, at, reread, stored, testTable } from './order/orders';

let table: Table;
beforeAll(async () => (table = await testTable()));

const solutionProvider = 'SP-A';
const nowMs = Date.parse(at);
const apply = (key: { pk: string; sk: string }, requestId = 'req_any') =>
  createApplyOutcome(table, () => nowMs)({ key, requestId });
/** A request that ended so. */
const endedRequest = async (parts: Partial<RequestRecord>) => {
  const entry = { ...anEntry(0), at };
  await ended(table, entry, parts);
  return entry.requestId;
};

it('is applied to an order that waits for it', async () => {
  const requestId = await endedRequest({ outcome: 'rejected' });
  const order = await stored(table, anOrder({ pending: { 'create-order': { requestId, at } } }));
  await apply(orderKey(solutionProvider, order.quoteId));
  expect((await reread(table, order)).pending).toEqual({});
});

it('is applied to a line that waits for it', async () => {
  const entry = anEntry(1, { change: 'device' });
  await ended(table, entry, { outcome: 'succeeded' });
  const { subscriberNumber } = await storedLine(table, { timeline: [entry] });
  await apply(lineKey(solutionProvider, subscriberNumber));
  expect(await lineIn(table, subscriberNumber)).toMatchObject({ changesMade: 1 });
});

it('is applied to a port-in that waits for it', async () => {
  const requestId = await endedRequest({ outcome: 'rejected' });
  const items = createLongRunningStore(
    table,
    createUniqueLocks(table, () => nowMs),
    () => nowMs,
    anyKind,
  );
  const observation = { at, status: 'pending', state: 'pending', details: {} };
  await items.adopt({ kind: 'port-in', id: 'P-1', observation, solutionProvider, origin: 'here' }, {});
  const key = longRunningKey('port-in', solutionProvider, 'P-1');
  await table.update({ key, setIn: { pending: { cancel: { requestId, at } } } });
  await apply(key);
  expect((await itemIn(table, 'P-1'))?.pending).toEqual({});
});

it.each([
  ['not there', orderKey(solutionProvider, '0Q0dx000000GoneQAA')],
  ['of no kind that waits', { pk: `SP#${solutionProvider}`, sk: 'FORMER-NUMBER#2125550171' }],
])('is nothing to an item that is %s', async (_, key) => {
  const before = { ...key, formerNumber: '2125550170', at, requestId: 'req_any', expiresAt: 2_000_000_000 };
  if (key.sk.startsWith('FORMER')) await table.put(before);
  await apply(key);
  expect(await table.get(key)).toEqual(key.sk.startsWith('FORMER') ? before : undefined);
});

describe('what a request has for itself alone', () => {
  const locks = () => createUniqueLocks(table, () => nowMs);
  const taken = async (requestId: string, at_ = at) => {
    const number = aNumber();
    await locks().take(lockOf(number), { requestId, at: at_ });
    return { number, key: lockKey(lockOf(number)), owner: () => ownerIn(table, number) };
  };

  it.each(['rejected', 'not-sent', 'not-applied'] as const)('is free once it is %s', async (outcome) => {
    const requestId = await endedRequest({ outcome });
    const { key, owner } = await taken(requestId);
    await apply(key, requestId);
    expect(await owner()).toBeUndefined();
  });

  it.each(['unknown', 'in-flight', 'needs-attention'] as const)(
    'stays its own as long as it is %s',
    async (outcome) => {
      const requestId = await endedRequest({ outcome });
      const { key, owner } = await taken(requestId);
      await apply(key, requestId);
      expect(await owner()).toEqual({ requestId, at });
    },
  );

  it('says after a success which item it led to', async () => {
    const progress = { kind: 'port-in', id: 'P-7', observation: { at, details: {} } } as const;
    const requestId = await endedRequest({ outcome: 'succeeded', learned: { facts: [], progress } });
    const { key, owner } = await taken(requestId);
    await apply(key, requestId);
    expect(await owner()).toEqual({ requestId, at, itemId: 'P-7' });
  });

  it.each([undefined, { facts: [] }])('stays its own after a success that led to no item: %#', async (learned) => {
    const requestId = await endedRequest({ outcome: 'succeeded', learned });
    const { key, owner } = await taken(requestId);
    await apply(key, requestId);
    expect(await owner()).toEqual({ requestId, at });
  });

  it('stays another’s, and what was taken again at another time', async () => {
    const requestId = await endedRequest({ outcome: 'rejected' });
    const other = await taken('req_other');
    await apply(other.key, requestId);
    expect(await other.owner()).toEqual({ requestId: 'req_other', at });
    const again = await taken(requestId);
    const later = '2026-11-02T13:00:00.000Z';
    const raced: Table = {
      ...table,
      get: async (one) => {
        const item = await table.get(one);
        if (one.sk === again.key.sk)
          await table.update({ key: again.key, set: { [`number:${again.number}`]: { requestId, at: later } } });
        return item;
      },
    };
    await createApplyOutcome(raced, () => nowMs)({ key: again.key, requestId });
    expect(await again.owner()).toEqual({ requestId, at: later });
  });

  it('is nothing where nobody has it', async () => {
    const key = lockKey(lockOf(aNumber()));
    await apply(key);
    expect(await table.get(key)).toBeUndefined();
  });
});
