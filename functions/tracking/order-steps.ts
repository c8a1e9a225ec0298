import type { OrderBearing } from '#operations/define-operation';
import type { Call } from '#runtime/call';
import { textAt } from '#runtime/json-pointer';
import { Problem } from '#runtime/problems';
import type { Table } from '#runtime/table';
import { missingFor, type WorkflowMode } from '#tracking/admission';
import { isPerSubOrder, type Fact, type LearnedFact } from '#tracking/facts';
import { stepToTake } from '#tracking/next-steps';
import { createOrderGate } from '#tracking/order-gate';
import { newOrderItem, orderIdItems, type NewOrder, type OrderStore } from '#tracking/order-store';
import { stepRule } from '#tracking/order-workflow';
import type { Lesson, Steps } from '#tracking/steps';

export interface OrderStepsOptions {
  table: Table;
  orders: OrderStore;
  mode: WorkflowMode;
  now?: () => number;
}

/** Orders: an operation without a bearing on them passes through untouched. */
export const createOrderSteps = ({ table, orders, mode, now = Date.now }: OrderStepsOptions): Steps => {
  const gate = createOrderGate({ table, orders, mode, now });
  const at = (): string => new Date(now()).toISOString();

  const quoteIdOf = async (call: Call, bearing: OrderBearing): Promise<string | undefined> => {
    const stated = textAt(call.request, bearing.quoteIdAt);
    if (stated !== undefined) return stated;
    for (const pointer of [bearing.subOrderIdAt, bearing.orderIdAt]) {
      const id = textAt(call.request, pointer);
      const quoteId = id && (await orders.quoteOf(call.solutionProvider, id));
      if (quoteId) return quoteId;
    }
    return undefined;
  };

  return {
    begin: async (call, requestId) => {
      const bearing = call.operation.order;
      if (bearing?.step === undefined || bearing.newQuoteIdAt !== undefined) return { warnings: [] };
      const quoteId = await quoteIdOf(call, bearing);
      const step = stepToTake(bearing.program, bearing.step, textAt(call.request, bearing.subOrderIdAt));
      if (quoteId === undefined) return untracked(mode);
      const order = await gate.admit({ ...bornElsewhere(call, bearing, quoteId), requestId }, step, requestId);
      return {
        warnings: missingFor(order, step).map(({ fact }) => `${fact} is unknown; the step was taken unchecked`),
      };
    },
    learn: (call, answer, requestId) => lessonOf(call, answer, requestId, at()),
    observe: async (call, answer) => {
      const bearing = call.operation.order;
      const quoteId = bearing && (await quoteIdOf(call, bearing));
      if (!quoteId) return;
      const order = await gate.settled(await orders.adopt(bornElsewhere(call, bearing, quoteId)));
      const common = { provenance: 'observed' as const, at: at(), by: call.caller.clientId };
      for (const fact of factsOf(call, bearing, answer, common)) await orders.record(order, fact);
    },
  };
};

const lessonOf = (call: Call, answer: unknown, requestId: string, at: string): Lesson => {
  const bearing = call.operation.order;
  if (bearing?.step === undefined) return { learned: undefined, items: [] };
  const newQuoteId = textAt(answer, bearing.newQuoteIdAt);
  if (newQuoteId !== undefined) {
    const born: NewOrder = { ...bornElsewhere(call, bearing, newQuoteId), origin: 'here', requestId };
    return { learned: undefined, items: [newOrderItem(born, at)] };
  }
  const facts = factsOf(call, bearing, answer, { provenance: 'observed', at, by: call.caller.clientId, requestId });
  const orderId = textAt(answer, bearing.newOrderIdAt);
  if (orderId === undefined) return { learned: { facts }, items: [] };
  const subOrderId = textAt(answer, bearing.newSubOrderIdAt);
  const ids = { orderId, subOrderIds: subOrderId === undefined ? [] : [subOrderId] };
  const quoteId = textAt(call.request, bearing.quoteIdAt) ?? '';
  return { learned: { facts, ids }, items: orderIdItems(call.solutionProvider, quoteId, ids) };
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

const bornElsewhere = (call: Call, { program }: OrderBearing, quoteId: string): NewOrder => ({
  solutionProvider: call.solutionProvider,
  program,
  quoteId,
  origin: 'elsewhere',
  by: call.caller.clientId,
});

/** The step’s own fact and those the answer tells besides; the answer’s word counts where both speak of the same. */
const factsOf = (call: Call, bearing: OrderBearing, answer: unknown, common: Omit<Fact, 'value'>): LearnedFact[] => {
  const rule = bearing.step && stepRule(bearing.program, bearing.step);
  const told = bearing.learn?.(answer) ?? [];
  const own = rule
    ? [{ name: rule.records.fact, value: rule.records.value }].filter(
        ({ name }) => !told.some((fact) => fact.name === name),
      )
    : [];
  const subOrderId = textAt(call.request, bearing.subOrderIdAt);
  return [...own, ...told].map((fact) => ({
    ...common,
    ...fact,
    ...(subOrderId !== undefined && isPerSubOrder(fact.name) && { subOrderId }),
  }));
};
