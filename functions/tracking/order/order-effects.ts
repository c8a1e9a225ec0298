import type { OrderTrackingRule } from '#domain/define-operation';
import { textAt } from '#domain/json/json-pointer';
import { Problem } from '#domain/problems/problems';
import type { Table } from '#platform/table/table';
import { missingFor, type WorkflowMode } from '#tracking/order/preconditions';
import { isPerSubOrder, type Fact, type NewFact } from '#domain/order/facts';
import { stepToTake } from '#tracking/order/next-steps';
import { createStepReservations } from '#tracking/order/reserve-step';
import { newOrderItem, orderIdItems, type NewOrder, type OrderStore } from '#tracking/order/order-store';
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

/** Orders: an operation without a bearing on them passes through untouched. */
export const createOrderEffects = ({ table, orders, mode, now }: OrderEffectsOptions): WriteEffects => {
  const gate = createStepReservations({ table, orders, mode, now });
  const at = (): string => new Date(now()).toISOString();

  const quoteIdOf = (subject: CallContext, bearing: OrderTrackingRule) => quoteIdFor(orders, subject, bearing);

  return {
    reserve: async (subject, requestId) => {
      const bearing = subject.operation.order;
      if (bearing?.step === undefined || bearing.newQuoteIdAt !== undefined) return { warnings: [] };
      const quoteId = await quoteIdOf(subject, bearing);
      const step = stepToTake(bearing.program, bearing.step, requestedAt(subject, bearing.subOrderIdAt));
      if (quoteId === undefined) return untracked(mode);
      const order = await gate.reserve({ ...bornElsewhere(subject, bearing, quoteId), requestId }, step, requestId);
      return {
        warnings: missingFor(order, step).map(({ fact }) => `${fact} is unknown; the step was taken unchecked`),
        tracked: orderKey(order.solutionProvider, order.quoteId),
      };
    },
    isReserved: async (subject, requestId) => {
      const bearing = subject.operation.order;
      if (bearing?.step === undefined || bearing.newQuoteIdAt !== undefined) return undefined;
      const quoteId = await quoteIdOf(subject, bearing);
      if (quoteId === undefined) return undefined;
      const order = await orders.find(subject.solutionProvider, quoteId);
      const begun = [...Object.values(order?.pending ?? {}), ...Object.values(order?.facts ?? {})];
      return begun.some((trace) => trace.requestId === requestId);
    },
    trackedKey: async (subject) => {
      const quoteId = subject.operation.order && (await quoteIdOf(subject, subject.operation.order));
      return quoteId === undefined ? undefined : orderKey(subject.solutionProvider, quoteId);
    },
    effectsOf: (subject, answer, requestId) => lessonOf(subject, answer, requestId, at()),
    recordObservation: async (subject, answer) => {
      const bearing = subject.operation.order;
      const quoteId = bearing && (await quoteIdOf(subject, bearing));
      if (!quoteId) return;
      const order = await gate.withOutcomes(await orders.adopt(bornElsewhere(subject, bearing, quoteId)));
      const common = { provenance: 'observed' as const, at: at(), by: subject.clientId };
      for (const fact of factsOf(subject, bearing, answer, common)) await orders.record(order, fact);
    },
  };
};

/** The quote the request names, or that the order it names is of. */
const quoteIdFor = async (
  orders: OrderStore,
  subject: CallContext,
  bearing: OrderTrackingRule,
): Promise<string | undefined> => {
  const stated = requestedAt(subject, bearing.quoteIdAt);
  if (stated !== undefined) return stated;
  for (const pointer of [bearing.subOrderIdAt, bearing.orderIdAt]) {
    const id = requestedAt(subject, pointer);
    const quoteId = id && (await orders.quoteOf(subject.solutionProvider, id));
    if (quoteId) return quoteId;
  }
  return undefined;
};

/** What the request has at a pointer into `{path, query, body}`. */
const requestedAt = (
  { request: { path, query, body } }: CallContext,
  pointer: string | undefined,
): string | undefined => textAt({ path, query, body: body?.value }, pointer);

const lessonOf = (subject: CallContext, answer: unknown, requestId: string, at: string): WriteResult => {
  const bearing = subject.operation.order;
  if (bearing?.step === undefined) return { update: undefined, items: [] };
  const newQuoteId = textAt(answer, bearing.newQuoteIdAt);
  if (newQuoteId !== undefined) {
    const born: NewOrder = { ...bornElsewhere(subject, bearing, newQuoteId), origin: 'here', requestId };
    return { update: undefined, items: [newOrderItem(born, at)] };
  }
  const facts = factsOf(subject, bearing, answer, { provenance: 'observed', at, by: subject.clientId, requestId });
  const orderId = textAt(answer, bearing.newOrderIdAt);
  if (orderId === undefined) return { update: { facts }, items: [] };
  const subOrderId = textAt(answer, bearing.newSubOrderIdAt);
  const ids = { orderId, subOrderIds: subOrderId === undefined ? [] : [subOrderId] };
  const quoteId = requestedAt(subject, bearing.quoteIdAt) ?? '';
  return { update: { facts, ids }, items: orderIdItems(subject.solutionProvider, quoteId, ids) };
};

/** Which order a sub-order belongs to is not known, so neither is what it lacks. */
const untracked = (mode: WorkflowMode): { warnings: readonly string[] } => {
  if (mode === 'advisory') return { warnings: ['the order is not tracked; the step was taken unchecked'] };
  throw new Problem('step-not-allowed', {
    missing: [{ fact: 'order', needed: 'created', known: 'unknown' }],
    hint: 'Attest the order of its quote first: POST /v1/tracking/orders/{quoteId}/attestations with fact `order`, value `created`, `orderId` and `subOrderIds`.',
    nextSteps: [],
  });
};

const bornElsewhere = (subject: CallContext, { program }: OrderTrackingRule, quoteId: string): NewOrder => ({
  solutionProvider: subject.solutionProvider,
  program,
  quoteId,
  origin: 'elsewhere',
  by: subject.clientId,
  customerReference: subject.customerReference,
});

/** The step’s own fact and those the answer tells besides; the answer’s word counts where both speak of the same. */
const factsOf = (
  subject: CallContext,
  bearing: OrderTrackingRule,
  answer: unknown,
  common: Omit<Fact, 'value'>,
): NewFact[] => {
  const rule = bearing.step && stepRule(bearing.program, bearing.step);
  const told = bearing.factsIn?.(answer) ?? [];
  const own = rule
    ? [{ name: rule.records.fact, value: rule.records.value }].filter(
        ({ name }) => !told.some((fact) => fact.name === name),
      )
    : [];
  const subOrderId = requestedAt(subject, bearing.subOrderIdAt);
  return [...own, ...told].map((fact) => ({
    ...common,
    ...fact,
    ...(subOrderId !== undefined && isPerSubOrder(fact.name) && { subOrderId }),
  }));
};
