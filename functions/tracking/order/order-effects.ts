import { timestampOf } from '#domain/timestamp';
import type { OrderTrackingRule } from '#domain/define-operation';
import { textAt, textsAt } from '#domain/json/json-pointer';
import { requestedTextAt } from '#domain/parsed-request';
import { Problem } from '#domain/problems/problems';
import type { Table } from '#platform/table/table';
import { missingFor, type WorkflowMode } from '#tracking/order/preconditions';
import { isPerSubOrder, longestAskedFact, type Fact, type NewFact, type OrderFactName } from '#domain/order/facts';
import { longRecordId } from '#domain/order/record-id';
import { stepToTake } from '#tracking/order/next-steps';
import { createStepReservations } from '#tracking/order/reserve-step';
import { newOrderItem, orderIdItems, type NewOrder } from '#tracking/order/new-order';
import type { OrderStore } from '#tracking/order/order-store';
import { stepRule } from '#domain/order/order-workflow';
import type { CallContext } from '#requests/call-context';
import type { WriteResult, WriteEffects } from '#requests/write-effects';
import { orderKey } from '#tracking/order/tracked-order';

export interface OrderEffectsOptions {
  table: Table;
  orders: OrderStore;
  mode: WorkflowMode;
  now: () => number;
}

/** Orders: an operation that has nothing to do with them passes through untouched. */
export const createOrderEffects = ({ table, orders, mode, now }: OrderEffectsOptions): WriteEffects => {
  const reservations = createStepReservations({ table, orders, mode, now });
  const at = (): string => timestampOf(now());

  const quoteIdOf = (context: CallContext, rule: OrderTrackingRule) => quoteIdFor(orders, context, rule);

  /** The step a call takes of an order that is there; undefined for one that takes none. */
  const takenBy = async (context: CallContext) => {
    const rule = context.operation.order;
    if (rule?.step === undefined || rule.newQuoteIdAt !== undefined) return undefined;
    const quoteId = await quoteIdOf(context, rule);
    const step = stepToTake(rule.program, rule.step, requestedAt(context, rule.subOrderIdAt));
    return { step, order: quoteId === undefined ? undefined : bornElsewhere(context, rule, quoteId) };
  };

  return {
    reserve: async (context, requestId) => {
      const taken = await takenBy(context);
      if (!taken) return { warnings: [] };
      const { step, order: wanted } = taken;
      if (!wanted) return untracked(context, mode);
      const order = await reservations.reserve({ ...wanted, requestId }, step, requestId, context.expectedVersions);
      return {
        warnings: missingFor(order, step).map(({ fact }) => `${fact} is unknown; the step was taken unchecked`),
        tracked: orderKey(order.solutionProvider, order.quoteId),
      };
    },
    release: async (context, requestId) => {
      const taken = await takenBy(context);
      if (taken?.order) await reservations.release(taken.order, taken.step, requestId);
    },
    isReserved: async (context, requestId) => {
      const taken = await takenBy(context);
      if (!taken?.order) return undefined;
      const order = await orders.find(context.solutionProvider, taken.order.quoteId);
      const traces = [...Object.values(order?.pending ?? {}), ...Object.values(order?.facts ?? {})];
      return traces.some((trace) => trace.requestId === requestId);
    },
    trackedKey: async (context) => {
      const quoteId = context.operation.order && (await quoteIdOf(context, context.operation.order));
      return quoteId === undefined ? undefined : orderKey(context.solutionProvider, quoteId);
    },
    effectsOf: (context, answer, requestId) => effectsOf(context, answer, requestId, at()),
    scheduleFollowUp: () => Promise.resolve(),
    recordObservation: (context, answer) => recordObservation(orders, context, answer, context.askedAt ?? at()),
    observedKey: (context) => {
      const quoteId = requestedAt(context, context.operation.order?.quoteIdAt);
      return quoteId === undefined ? undefined : orderKey(context.solutionProvider, quoteId);
    },
  };
};

/** An answer that tells nothing makes no order. */
const recordObservation = async (
  orders: OrderStore,
  context: CallContext,
  answer: unknown,
  at: string,
): Promise<void> => {
  const rule = context.operation.order;
  const quoteId = rule && (await quoteIdFor(orders, context, rule));
  if (!quoteId) return;
  const facts = factsOf(context, rule, answer, { provenance: 'observed', at, by: context.clientId });
  const order = await (facts.length > 0
    ? orders.adopt(bornElsewhere(context, rule, quoteId))
    : orders.find(context.solutionProvider, quoteId));
  if (!order) return;
  const standing = await orders.withOutcomes(order);
  for (const fact of facts) await orders.record(standing, fact);
};

/** The quote the request names, or that the order it names is of. */
const quoteIdFor = async (
  orders: OrderStore,
  context: CallContext,
  rule: OrderTrackingRule,
): Promise<string | undefined> => {
  const stated = requestedAt(context, rule.quoteIdAt);
  if (stated !== undefined) return stated;
  for (const pointer of [rule.subOrderIdAt, rule.orderIdAt]) {
    const id = requestedAt(context, pointer);
    const quoteId = id && (await orders.quoteOf(context.solutionProvider, id));
    if (quoteId) return quoteId;
  }
  return undefined;
};

/** The id a document has at a pointer, in the form it is known by here. */
const recordIdAt = (document: unknown, pointer: string | undefined): string | undefined => {
  const id = textAt(document, pointer);
  return id === undefined ? undefined : longRecordId(id);
};

/** What the request has at a pointer into `{path, query, body}`. */
const requestedAt = (
  { request: { path, query, body } }: CallContext,
  pointer: string | undefined,
): string | undefined => recordIdAt({ path, query, body: body?.value }, pointer);

const effectsOf = (context: CallContext, answer: unknown, requestId: string, at: string): WriteResult => {
  const rule = context.operation.order;
  if (rule?.step === undefined) return { update: undefined, items: [] };
  const newQuoteId = recordIdAt(answer, rule.newQuoteIdAt);
  if (newQuoteId !== undefined) {
    const born: NewOrder = { ...bornElsewhere(context, rule, newQuoteId), origin: 'here', requestId };
    return { update: undefined, items: [newOrderItem(born, at)] };
  }
  const facts = factsOf(context, rule, answer, { provenance: 'observed', at, by: context.clientId, requestId });
  const orderId = recordIdAt(answer, rule.newOrderIdAt);
  if (orderId === undefined) return { update: { facts }, items: [] };
  const ids = { orderId, subOrderIds: [...new Set(textsAt(answer, rule.newSubOrderIdAt).map(longRecordId))] };
  const quoteId = requestedAt(context, rule.quoteIdAt) ?? '';
  return { update: { facts, ids }, items: orderIdItems(context.solutionProvider, quoteId, ids) };
};

/** Which order a sub-order belongs to is not known, so neither is what it lacks. */
const untracked = ({ expectedVersions }: CallContext, mode: WorkflowMode): { warnings: readonly string[] } => {
  if (expectedVersions) throw new Problem('precondition-failed');
  if (mode === 'advisory') return { warnings: ['the order is not tracked; the step was taken unchecked'] };
  throw new Problem('step-not-allowed', {
    missing: [{ fact: 'order', needed: 'created', known: 'unknown' }],
    hint: 'Attest the order of its quote first: POST /v1/tracking/orders/{quoteId}/attestations with fact `order`, value `created`, `orderId` and `subOrderIds`.',
    nextSteps: [],
  });
};

const bornElsewhere = (context: CallContext, { program }: OrderTrackingRule, quoteId: string): NewOrder => ({
  solutionProvider: context.solutionProvider,
  program,
  quoteId,
  origin: 'elsewhere',
  by: context.clientId,
  ...context.labels,
});

/** The step’s own fact and those the answer tells besides; the answer’s word counts where both speak of the same. */
const factsOf = (
  context: CallContext,
  rule: OrderTrackingRule,
  answer: unknown,
  common: Omit<Fact, 'value'>,
): NewFact[] => {
  const taken = rule.step && stepRule(rule.program, rule.step);
  const told = rule.factsIn?.(answer) ?? [];
  const own = taken
    ? [{ name: taken.records.fact, value: taken.records.value }].filter(
        ({ name }) => !told.some((fact) => fact.name === name),
      )
    : [];
  const subOrderId = requestedAt(context, rule.subOrderIdAt);
  return [...own, ...told, ...askedIn(context, rule)].map((fact) => ({
    ...common,
    ...fact,
    ...(subOrderId !== undefined && isPerSubOrder(fact.name) && { subOrderId }),
  }));
};

/** What the request says of the order. AT&T has answered a read by it; of a write it may not have looked at it. */
const askedIn = ({ request }: CallContext, { step, factsAsked = {} }: OrderTrackingRule) =>
  Object.entries(factsAsked).flatMap(([name, at]) => {
    const value = requestedTextAt(request, at)?.trim() ?? '';
    const isKept = value !== '' && value.length <= longestAskedFact;
    const provenance = step === undefined ? ('observed' as const) : ('inferred' as const);
    return isKept ? [{ name: name as OrderFactName, value, provenance }] : [];
  });
