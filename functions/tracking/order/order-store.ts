import { timestampOf } from '#domain/timestamp';
import type { NewFact } from '#domain/order/facts';
import { itemNotExists } from '#platform/table/conditions';
import type { Item, Table } from '#platform/table/table';
import { createFindOutcome } from '#requests/decided-outcome';
import { requireRoomFor } from '#tracking/order/attestation-limit';
import { newOrderItem, type NewOrder } from '#tracking/order/new-order';
import { createQuoteLookup, leadBack } from '#tracking/order/quote-of-id';
import {
  effectOn,
  isNews,
  standingFact,
  withFact,
  type RecordOptions,
  type RecordOutcome,
  type RecordResult,
} from '#tracking/order/record-fact';
import { isRetractable, withoutAttestation, type Retraction, type RetractResult } from '#tracking/order/retract-fact';
import { replaceOrder } from '#tracking/order/replace-order';
import { stepsInFlight, withoutStep, withStepOutcome, type StepInFlight } from '#tracking/order/step-outcome';
import {
  orderKey,
  orderListKey,
  timelineEntrySchema,
  trackedOrderSchema,
  type TimelineEntry,
  type TrackedOrder,
} from '#tracking/order/tracked-order';
import { pageBefore, type TimelinePage } from '#tracking/timeline';
import { applyOutcomes, changeItem, isOfVersion, withOutcomesShown, type TrackedKind } from '#tracking/tracked-item';
import { queryList } from '#tracking/tracked-list';
import { isAboutToEnd, prolong } from '#tracking/unconfirmed';

export interface OrderListing {
  orders: TrackedOrder[];
  next?: Item;
}

/** Tracked orders in the table. Every change is one conditional write that also appends to the timeline. */
export interface OrderStore {
  find(solutionProvider: string, quoteId: string): Promise<TrackedOrder | undefined>;
  /** The quote an order or sub-order id belongs to. */
  quoteOf(solutionProvider: string, id: string): Promise<string | undefined>;
  /** The order, made if it was not there. It stays for a day at least. */
  adopt(order: NewOrder): Promise<TrackedOrder>;
  /** The order with the outcome of every step in flight that has one. */
  withOutcomes(order: TrackedOrder): Promise<TrackedOrder>;
  /** Takes the mark of a step away that was not sent. */
  release(order: Pick<TrackedOrder, 'solutionProvider' | 'quoteId'>, stepKey: string, requestId: string): Promise<void>;
  /** Records a fact of an order that is there, unless something later is known. @throws Problem `attestation-limit` */
  record(order: TrackedOrder, fact: NewFact, options?: RecordOptions): Promise<RecordResult>;
  /** Takes an attestation back: what was known before it is known again. */
  retract(order: TrackedOrder, retraction: Retraction, expectedVersions?: readonly number[]): Promise<RetractResult>;
  list(solutionProvider: string, limit: number, after?: Item): Promise<OrderListing>;
  /** Entries of its timeline before a place in it. */
  entriesBefore(order: TrackedOrder, place: number): Promise<TimelinePage<TimelineEntry>>;
}

/** An item may end between a look and a write; one that is made anew does not. */
const mostTries = 5;

/** Never before the order’s last change, so that no time in it runs backwards, whichever clock it was dated by. */
const notBefore = ({ updatedAt }: TrackedOrder, at: string): string => (at < updatedAt ? updatedAt : at);

type OrderKind = TrackedKind<TrackedOrder, StepInFlight> & Pick<OrderStore, 'find'>;

const recordFact = async (
  table: Table,
  kind: OrderKind,
  order: TrackedOrder,
  fact: NewFact,
  nowMs: number,
  options: RecordOptions,
): Promise<RecordResult> => {
  const at = timestampOf(nowMs);
  const { ids, expectedVersions, isWanted = () => true } = options;
  if (isNews(effectOn(order, fact, ids))) requireRoomFor(order, fact, ids);
  // The way back from the ids comes first: should the process die between the two, a repeat finds the fact still missing.
  if (ids && isNews(effectOn(order, fact, ids)) && isOfVersion(order, expectedVersions))
    await leadBack(table, kind.find, order, ids);
  // An attestation is limited by all that is attested, so nothing may have come to it since it was read.
  const isExact = expectedVersions !== undefined || fact.provenance === 'attested';
  const ofOrder: OrderKind = {
    ...kind,
    replace: (before, after) => replaceOrder(table, before, after, { nowMs, isExact }),
  };
  const recorded: { result: RecordOutcome } = { result: 'known' };
  // Ends because a fact only takes a handful of values, each once.
  const changed = await changeItem(ofOrder, order, (standing) => {
    if (!isOfVersion(standing, expectedVersions)) recorded.result = 'changed-meanwhile';
    else recorded.result = isWanted(standingFact(standing, fact)) ? effectOn(standing, fact, ids) : 'late';
    if (!isNews(recorded.result)) return standing;
    requireRoomFor(standing, fact, ids);
    return withFact(standing, fact, notBefore(standing, at), ids);
  });
  return { ...recorded, order: changed };
};

const retractFact = async (
  table: Table,
  kind: OrderKind,
  order: TrackedOrder,
  retraction: Retraction,
  nowMs: number,
  expectedVersions: readonly number[] | undefined,
): Promise<RetractResult> => {
  const at = timestampOf(nowMs);
  const retracted: { result: RetractResult['result'] } = { result: 'retracted' };
  // As it was read, so that nothing is recorded meanwhile that the retraction would take along.
  const replace: OrderKind['replace'] = (before, after) => replaceOrder(table, before, after, { nowMs, isExact: true });
  const ofOrder: OrderKind = { ...kind, replace };
  const changed = await changeItem(ofOrder, order, (standing) => {
    if (!isOfVersion(standing, expectedVersions)) retracted.result = 'changed-meanwhile';
    else retracted.result = isRetractable(standing, retraction.key) ? 'retracted' : 'not-retractable';
    return retracted.result === 'retracted'
      ? withoutAttestation(standing, retraction, notBefore(standing, at))
      : standing;
  });
  return { ...retracted, order: changed };
};

type OrderReading = Pick<OrderStore, 'find' | 'quoteOf' | 'list' | 'entriesBefore'>;

const readOrders = (table: Pick<Table, 'get' | 'query'>, now: () => number): OrderReading => ({
  find: async (solutionProvider, quoteId) => {
    const item = await table.get(orderKey(solutionProvider, quoteId));
    return item && trackedOrderSchema.parse(item);
  },
  quoteOf: createQuoteLookup(table, now),
  entriesBefore: (order, place) =>
    pageBefore(table, orderKey(order.solutionProvider, order.quoteId), order, place, timelineEntrySchema),
  list: async (solutionProvider, limit, after) => {
    const partition = orderListKey({ solutionProvider, createdAt: '', quoteId: '' }).listPk;
    const page = await queryList(table, partition, limit, after);
    return {
      orders: page.items.map((item) => trackedOrderSchema.parse(item)),
      ...(page.next && { next: page.next }),
    };
  },
});

const outcomesAt = (now: () => number): Pick<OrderKind, 'pendingOf' | 'withOutcome'> => ({
  pendingOf: stepsInFlight,
  withOutcome: (order, step, ending) =>
    // By the record, so that it is dated as it was shown, whoever writes it when.
    withStepOutcome(order, step, ending, notBefore(order, ending.record?.finishedAt ?? timestampOf(now()))),
});

/** The same orders for who only looks: he sees what the stream is about to write, and writes nothing. */
export const createShownOrders = (
  table: Pick<Table, 'get' | 'query'>,
  now: () => number,
): OrderReading & Pick<OrderStore, 'withOutcomes'> => {
  const findOutcome = createFindOutcome(table);
  return {
    ...readOrders(table, now),
    withOutcomes: (order) => withOutcomesShown(outcomesAt(now), findOutcome, order),
  };
};

export const createOrderStore = (table: Table, now: () => number): OrderStore => {
  const reading = readOrders(table, now);
  const { find } = reading;
  const at = (): string => timestampOf(now());
  const findOutcome = createFindOutcome(table);
  const kind: OrderKind = {
    find,
    ...outcomesAt(now),
    reread: ({ solutionProvider, quoteId }) => find(solutionProvider, quoteId),
    replace: (before, after) => replaceOrder(table, before, after, { nowMs: now() }),
  };
  const adopt = async (order: NewOrder, tries = mostTries): Promise<TrackedOrder> => {
    if (tries === 0) throw new Error('an order comes and goes while it is looked for');
    const known = await find(order.solutionProvider, order.quoteId);
    if (known && !isAboutToEnd(known, now())) return known;
    const item = newOrderItem(order, at());
    const standing = known
      ? await prolong(table, orderKey(order.solutionProvider, order.quoteId), now())
      : (await table.put(item, itemNotExists)) && item;
    return standing ? trackedOrderSchema.parse(standing) : adopt(order, tries - 1);
  };
  return {
    ...reading,
    adopt: (order) => adopt(order),
    withOutcomes: (order) => applyOutcomes(kind, findOutcome, order),
    release: async ({ solutionProvider, quoteId }, stepKey, requestId) => {
      const order = await find(solutionProvider, quoteId);
      if (order) await changeItem(kind, order, (standing) => withoutStep(standing, stepKey, requestId));
    },
    record: (order, fact, options = {}) => recordFact(table, kind, order, fact, now(), options),
    retract: (order, retraction, expectedVersions) =>
      retractFact(table, kind, order, retraction, now(), expectedVersions),
  };
};
