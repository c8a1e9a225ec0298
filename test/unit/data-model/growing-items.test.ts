import { createEventStore } from '#events/event-store';
import { changeableLine } from '#platform/table/changeable';
import { rehearsalTable } from '#platform/table/rehearsal-table';
import { createTable } from '#platform/table/table';
import { createPollBudget } from '#polling/poll-budget';
import { createPollJobStore } from '#polling/poll-job-store';
import { createPushContent } from '#pushes/push-content';
import { createPushKeeper } from '#pushes/push-store';
import { createChangeMarks } from '#read-cache/change-marks';
import { createRecordsOfCalls } from '#requests/records-of-calls';
import { anyKind } from '#tracking/long-running/any-kind';
import { createLeadStore } from '#tracking/leads/lead-store';
import { createLineStore } from '#tracking/line/line-store';
import { createLongRunningStore } from '#tracking/long-running/long-running-store';
import { createRequestReservations } from '#tracking/long-running/reserve-request';
import { createUniqueLocks } from '#tracking/long-running/unique-locks';
import { newOrderItem } from '#tracking/order/new-order';
import { createOrderStore } from '#tracking/order/order-store';
import { orderKey } from '#tracking/order/tracked-order';
import { createDeliveryLog } from '#webhooks/delivery-log';
import { createRedeliveryStore } from '#webhooks/redelivery-store';
import { createSendBudget } from '#webhooks/send-budget';
import { dataKeys } from '../../support/data-keys';
import { dynaliteClient, tableName } from '../../support/dynalite-client';
import { fixedClock, type Clock } from '../../support/fakes';
import { sitesOf } from '../../support/sites-in-source';
import { someEvent } from '../../support/webhook-rig';
import { weighedTable, type WeighedTable } from '../../support/weighed-table';
import type { ItemKindName } from '../../../tools/data-model/item-kinds';

/** How a map grows in source text: by a member whose name is not written there. */
const growth = /setIn: \{|\bset: \{ \[|\{ \.\.\.[\w.]+, \[/;

/** Every place where a map grows: what bounds it. */
const maps: Record<string, { sites: number; bound: string }> = {
  'tracking/long-running/unique-locks.ts': { sites: 2, bound: 'the one name the item is of' },
  'tracking/long-running/reserve-request.ts': { sites: 1, bound: 'changes that a kind knows: update and cancel' },
  'tracking/order/reserve-step.ts': { sites: 1, bound: 'steps in flight of one order and its sub-orders' },
  'tracking/order/record-fact.ts': { sites: 1, bound: 'facts of one order and its sub-orders (`attestation-limit`)' },
  'tracking/order/replace-order.ts': { sites: 1, bound: 'as record-fact.ts' },
  'webhooks/endpoint-store.ts': { sites: 1, bound: 'the verification of each of its two URLs' },
  'bulk/read-csv.ts': { sites: 1, bound: 'metadata of a row, as many as metadata may have' },
};

it('every place where a map grows is named here', () => {
  expect(sitesOf(growth)).toEqual(Object.fromEntries(Object.entries(maps).map(([file, { sites }]) => [file, sites])));
});

const solutionProvider = 'SP-A';
const start = Date.UTC(2026, 10, 2, 12);
const idOf = (index: number): string => String(index).padStart(10, '0');
const atOf = ({ now }: Clock): string => new Date(now()).toISOString();

const reservationsIn = (table: WeighedTable, now: () => number) => {
  const locks = createUniqueLocks(table, now);
  return createRequestReservations({ table, locks, items: createLongRunningStore(table, locks, now, anyKind), now });
};

const guarded = {
  'activation-lock': (index: number) => ({
    ...{ kind: 'service-activation' as const, solutionProvider },
    names: [`imei:${idOf(index)}`, `sim:${idOf(index)}`],
  }),
  'port-in-lock': (index: number) => ({
    ...{ kind: 'port-in' as const, solutionProvider },
    names: [`number:${idOf(index)}`],
  }),
};

describe.each([
  ['activation-lock', 5_000],
  ['port-in-lock', 2_500],
] as const)('every guarded thing of a Solution Provider (%s)', (kind, requests) => {
  it('has an item of its own: of thousands in flight or refused none is in the way of another', async () => {
    const nothing = { get: () => Promise.resolve(undefined), query: () => Promise.resolve({ items: [] }) };
    const table = weighedTable(rehearsalTable(nothing));
    const clock = fixedClock(start);
    const reservations = reservationsIn(table, clock.now);
    const lockedBy = guarded[kind];
    for (let index = 0; index < requests; index += 1)
      await reservations.open(lockedBy(index), { requestId: `req_${idOf(index)}`, at: atOf(clock) });
    expect(table.requests()).toBe(requests * lockedBy(0).names.length);
    for (const index of [0, requests - 1])
      await expect(
        reservations.open(lockedBy(index), { requestId: 'req_another', at: atOf(clock) }),
      ).rejects.toMatchObject({
        ...{ code: 'already-done', details: { firstRequest: `/v1/requests/req_${idOf(index)}` } },
      });
    expect(table.largest(kind)).toBeLessThan(300);
  });
});

/** Writes one of very many things of the same Solution Provider, client, endpoint or number. */
type Write = (index: number) => Promise<unknown>;
type Writer = (table: WeighedTable, clock: Clock) => Write;

const locking =
  (kind: keyof typeof guarded): Writer =>
  (table, clock) => {
    const reservations = reservationsIn(table, clock.now);
    return (index) => reservations.open(guarded[kind](index), { requestId: `req_${idOf(index)}`, at: atOf(clock) });
  };

const appendingEvents: Writer = (table, clock) => {
  const store = createEventStore(table);
  return (index) => store.keep(someEvent(index), clock.now());
};

const newOrder = (index: number) =>
  ({ solutionProvider, program: 'apex', quoteId: idOf(index), origin: 'elsewhere', by: 'crm' }) as const;

const polledItem = (id: string) => ({ solutionProvider, kind: 'port-in', id });

const writers: Partial<Record<ItemKindName, Writer>> = {
  'record-of-call': (table, { now }) => {
    const calls = createRecordsOfCalls(table, now, () => Promise.resolve(undefined));
    return (index) => calls.nameCall({ solutionProvider, requestId: 'req_1' }, [idOf(index)]);
  },
  'tracked-order': (table, { now }) => {
    const orders = createOrderStore(table, now);
    return (index) => orders.adopt(newOrder(index));
  },
  'port-in-lock': locking('port-in-lock'),
  'activation-lock': locking('activation-lock'),
  line: (table, clock) => {
    const lines = createLineStore(table);
    const asked = { operation: 'update-device', by: 'crm' };
    return (index) =>
      lines.append(solutionProvider, idOf(index), { ...asked, at: atOf(clock), requestId: `req_${idOf(index)}` });
  },
  'published-mark': (table, { now }) => {
    const store = createEventStore(table);
    return (index) => store.markPublished(orderKey(solutionProvider, 'Q-1'), { sequence: index, at: now(), before: 0 });
  },
  event: appendingEvents,
  'event-log': appendingEvents,
  lead: (table, clock) => {
    const leads = createLeadStore(table);
    return (index) => {
      const order = { ...newOrder(index), customerReference: 'the same of all' };
      return leads.follow(orderKey(solutionProvider, order.quoteId), undefined, {
        ...newOrderItem(order, atOf(clock)),
        customerReference: order.customerReference,
      });
    };
  },
  'poll-job': (table, { now }) => {
    const jobs = createPollJobStore(table, now);
    return async (index) => {
      await jobs.ensure(polledItem(idOf(index)), () => [start]);
      const often = await jobs.find(polledItem(idOf(1)));
      await jobs.polled(often!, { misses: index, overdue: 0, waitSeconds: 60 });
    };
  },
  'poll-budget': (table, { now }) => {
    const budget = createPollBudget(table, 1_000, now);
    return () => budget.take(solutionProvider);
  },
  'change-mark': (table, { now }) => {
    const marks = createChangeMarks(table, now);
    return (index) => marks.begin(solutionProvider, [changeableLine('2125550120'), changeableLine(idOf(index))], now());
  },
  push: (table, { now }) => {
    const keeper = createPushKeeper(table, createPushContent(dataKeys('pushes')), now);
    const textOf = (id: string) => JSON.stringify({ id });
    return async (index) => {
      await keeper.keep(solutionProvider, textOf(idOf(1)));
      await keeper.keep(solutionProvider, textOf(idOf(index)));
    };
  },
  'webhook-sends': (table, clock) => {
    const take = createSendBudget(table, clock.now);
    return () => {
      clock.advance(1_000);
      return take(solutionProvider);
    };
  },
  redelivery: (table, { now }) => {
    const redeliveries = createRedeliveryStore(table, now);
    const whose = { solutionProvider, endpointId: 'we_1' };
    const range = { since: new Date(start).toISOString(), until: new Date(start).toISOString() };
    const begun = redeliveries.begin(whose, range);
    return async () => redeliveries.advance(whose, (await begun).id, 25, false);
  },
  delivery: (table, clock) => {
    const log = createDeliveryLog(table);
    const attempt = { eventType: 'order.status', attempt: 1, outcome: 'failed', failure: 'timeout' } as const;
    return (index) => log.add('we_1', { ...attempt, eventId: idOf(index), at: atOf(clock) });
  },
};

const largestAmong = async (kind: ItemKindName, things: number): Promise<number> => {
  const table = weighedTable(createTable(await dynaliteClient(), tableName));
  const clock = fixedClock(start);
  const write = writers[kind]!(table, clock);
  for (let index = 1; index <= things; index += 1) await write(index);
  return table.largest(kind);
};

/** Digits of what is counted. */
const mayGrowBy = 20;

it.each(Object.keys(writers) as ItemKindName[])('the largest %s is as large among many as among few', async (kind) => {
  const few = await largestAmong(kind, 3);
  expect(few).toBeGreaterThan(0);
  expect(await largestAmong(kind, 60)).toBeLessThan(few + mayGrowBy);
});
