import { mostChanges } from '#bulk/bulk-write';
import { timelineWith } from '#bulk/timeline';
import { longestMetadata } from '#domain/labels';
import type { NewFact } from '#domain/order/facts';
import { createTable, type Item, type Table } from '#platform/table/table';
import { createRequestStore } from '#requests/request-store';
import { requestKey } from '#requests/request-record';
import { createLineStore } from '#tracking/line/line-store';
import { lineKey } from '#tracking/line/line-item';
import { createUniqueLocks, lockKey, mostFormer } from '#tracking/long-running/unique-locks';
import { mostSubOrders } from '#tracking/order/attestation-limit';
import { createOrderStore } from '#tracking/order/order-store';
import { orderKey } from '#tracking/order/tracked-order';
import { mostEntries } from '#tracking/timeline';
import { claimedBody } from '../../support/data-keys';
import { fixedClock } from '../../support/fakes';
import { bytesOf, fill, growing } from '../../support/grown-timelines';
import { quickClient } from '../../support/quick-client';
import { sitesOf } from '../../support/sites-in-source';
import { tableName } from '../../support/dynalite-client';

/** How a list grows in source text: by an update that appends, or as a member made of what it was and more. */
const growth =
  /append: \{|list_append|\w+: \[\s*\.\.\.[\w.?]+(?:\([^\n]*?\))?,(?!\s*\])|\[\.\.\.new Set\(\[\.\.\.\w+\.subOrderIds/;

interface Bounded {
  sites: number;
  /** Grows the list beyond its bound. @returns the item it stands in */
  beyond: (table: Table, clock: ReturnType<typeof fixedClock>) => Promise<Item | undefined>;
  list: string;
  most: number;
  /** Of the item at its largest; 200,000 when left out. The table takes 400,000. */
  bytes?: number;
}

/** Lists of no item of the table, and what bounds them. */
interface NotStored {
  sites: number;
  bound: string;
}

const solutionProvider = 'SP-A';

const grown =
  (kind: string): Bounded['beyond'] =>
  async (table, clock) => {
    const one = growing(table, clock.now)[kind]!;
    await one.make();
    await fill(table, one.key, mostEntries - 2);
    for (let step = 1; step <= mostEntries; step += 1) {
      clock.advance(1_000);
      await one.grow(step);
    }
    return table.get(one.key);
  };

const claimedAgain: Bounded['beyond'] = async (table, clock) => {
  const requests = createRequestStore(table, clock.now);
  const requestId = 'req_again';
  for (let time = 0; time < 60; time += 1) {
    clock.advance(60_000);
    const { record, granted } = await requests.claim({
      ...{ requestId, solutionProvider, operation: 'suspend-subscriber', clientId: 'crm', ...claimedBody('x') },
      ...{ request: { path: {}, query: {} }, deadline: clock.now() + 25_000 },
    });
    expect(granted).toBe(true);
    await requests.transition(record, { outcome: 'unknown', evidence: 'x'.repeat(500) });
    const lost = { ...record, outcome: 'unknown' as const };
    await requests.transition(lost, { outcome: 'not-applied', evidence: 'y'.repeat(500) });
  }
  return table.get(requestKey(requestId));
};

const portedAgain: Bounded['beyond'] = async (table, clock) => {
  const locks = createUniqueLocks(table, clock.now);
  const locked = { kind: 'port-in' as const, solutionProvider, names: ['number:2125550120'] };
  for (let time = 0; time < 2 * mostFormer; time += 1) {
    const itemId = `PORT-${time}`;
    expect(await locks.take(locked, { itemId, at: new Date(clock.now()).toISOString() })).toBe(true);
    await locks.release({ ...locked, guards: locked.names, id: itemId } as never); // Of an item no more is read.
  }
  const { formerItems } = await locks.about(locked);
  expect(formerItems.at(-1)).toBe(`PORT-${2 * mostFormer - 1}`);
  return table.get(lockKey(locked));
};

const line: Bounded['beyond'] = async (table, clock) => {
  const lines = createLineStore(table);
  for (let step = 1; step <= 125; step += 1) {
    clock.advance(1_000);
    await lines.append(solutionProvider, '2125550120', {
      ...{ at: new Date(clock.now()).toISOString(), operation: 'update-device', requestId: `req_${step}`, by: 'crm' },
      ...{ actor: 'x'.repeat(128), purpose: 'y'.repeat(256), customerReference: 'z'.repeat(128) },
      metadata: { m: 'z'.repeat(longestMetadata) },
    });
  }
  return table.get(lineKey(solutionProvider, '2125550120'));
};

/** Attested as much as there can be, with the longest ids and evidence. */
const attested: Bounded['beyond'] = async (table, clock) => {
  const orders = createOrderStore(table, clock.now);
  const quoteId = 'Q'.repeat(64);
  const order = await orders.adopt({ solutionProvider, program: 'apex', quoteId, origin: 'elsewhere', by: 'crm' });
  const fact = (name: 'order' | 'handoff', value: string): NewFact => ({
    name,
    value,
    provenance: 'attested',
    at: new Date(clock.now()).toISOString(),
    by: 'c'.repeat(64),
    evidence: 'e'.repeat(200),
  });
  const id = (index: number) => `${'8'.repeat(58)}${String(index).padStart(6, '0')}`;
  const ids = { orderId: id(0), subOrderIds: Array.from({ length: mostSubOrders }, (_, index) => id(index + 1)) };
  await orders.record(order, fact('order', 'created'), { ids });
  const refused = { code: 'attestation-limit' };
  const more = { orderId: id(0), subOrderIds: [id(1_000)] };
  await expect(orders.record(order, fact('order', 'created'), { ids: more })).rejects.toMatchObject(refused);
  for (const subOrderId of ids.subOrderIds) await orders.record(order, { ...fact('handoff', 'done'), subOrderId });
  const strange = { ...fact('handoff', 'done'), subOrderId: id(1_001) };
  await expect(orders.record(order, strange)).rejects.toMatchObject(refused);
  return table.get(orderKey(solutionProvider, quoteId));
};

const paused: Bounded['beyond'] = () => {
  let bulkWrite = { state: 'running', timeline: [] } as unknown as Parameters<typeof timelineWith>[0];
  for (let time = 0; time < 2 * mostChanges; time += 1) {
    const state = bulkWrite.state === 'running' ? 'paused' : 'running';
    bulkWrite = { ...bulkWrite, ...timelineWith(bulkWrite, '2026-11-02T12:00:00.000Z', { state }), state };
  }
  return Promise.resolve(bulkWrite);
};

/** Every place where a list grows: what bounds it. */
const lists: Record<string, Bounded | NotStored> = {
  'requests/record-changes.ts': { sites: 2, beyond: claimedAgain, list: 'timeline', most: 52 },
  'requests/reconcile.ts': { sites: 1, bound: 'a copy to go on with; the record has what record-changes.ts appends' },
  'tracking/append-notice.ts': {
    sites: 1,
    beyond: grown('order that is told of'),
    list: 'timeline',
    most: mostEntries,
  },
  'tracking/line/line-store.ts': { sites: 2, beyond: line, list: 'timeline', most: 100, bytes: 350_000 },
  'tracking/long-running/apply-observation.ts': {
    sites: 1,
    beyond: grown('port-in'),
    list: 'timeline',
    most: mostEntries,
  },
  'tracking/long-running/change-outcome.ts': {
    sites: 1,
    beyond: grown('port-in'),
    list: 'timeline',
    most: mostEntries,
  },
  'tracking/long-running/unique-locks.ts': { sites: 1, beyond: portedAgain, list: 'formerItems', most: mostFormer },
  'tracking/order/record-fact.ts': { sites: 2, beyond: attested, list: 'subOrderIds', most: mostSubOrders },
  'tracking/order/replace-order.ts': { sites: 2, beyond: grown('order'), list: 'timeline', most: mostEntries },
  'tracking/order/retract-fact.ts': { sites: 1, beyond: grown('order'), list: 'timeline', most: mostEntries },
  'webhooks/endpoint-changes.ts': { sites: 1, beyond: grown('webhook-endpoint'), list: 'timeline', most: mostEntries },
  'bulk/timeline.ts': { sites: 1, beyond: paused, list: 'timeline', most: mostChanges },
  'tracking/order/reserve-step.ts': { sites: 1, bound: 'what one step lacks, as it is answered' },
  'tracking/timeline.ts': { sites: 1, bound: 'a page, as it is shown' },
  'bulk/pack-rows.ts': { sites: 1, bound: 'as many rows as the operation takes in a call (`packing.most`)' },
  'events/event-log.ts': { sites: 1, bound: 'memory of a process: the newest 50' },
  'polling/with-follow-up.ts': { sites: 1, bound: 'items of one write: one poll job' },
};

it('every place where a list grows is named here', () => {
  expect(sitesOf(growth)).toEqual(Object.fromEntries(Object.entries(lists).map(([file, { sites }]) => [file, sites])));
});

const stored = Object.entries(lists).flatMap(([file, one]) => ('beyond' in one ? [{ file, ...one }] : []));

it.each(stored)('$file: $list ends at $most, and its item fits into the table', async (one) => {
  const { beyond, list, most, bytes = 200_000 } = one;
  const item = (await beyond(createTable(quickClient(), tableName), fixedClock(Date.UTC(2026, 10, 2, 12)))) ?? {};
  expect((item[list] as unknown[]).length).toBeGreaterThan(most / 3);
  expect((item[list] as unknown[]).length).toBeLessThanOrEqual(most);
  expect(bytesOf(item)).toBeLessThan(bytes);
});
