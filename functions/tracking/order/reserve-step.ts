import { hasOutcome, requestKey, requestRecordSchema } from '#requests/request-record';
import { Problem } from '#domain/problems/problems';
import type { Table } from '#platform/table/table';
import {
  preconditionExpression,
  meetsPreconditions,
  missingFor,
  refusalsFor,
  type StepToTake,
  type WorkflowMode,
} from '#tracking/order/preconditions';
import { factKey } from '#domain/order/facts';
import { nextStepsOf } from '#tracking/order/next-steps';
import type { NewOrder, OrderStore } from '#tracking/order/order-store';
import { applyStepOutcome } from '#tracking/order/apply-step-outcome';
import { orderKey, trackedOrderSchema, type TrackedOrder } from '#tracking/order/tracked-order';

/** An order’s door: a step is let through at most once at a time, and only when its turn has come. */
export interface StepReservations {
  /**
   * Marks the step as begun by the request, in the same write that checks whether it may be.
   * @throws Problem `step-not-allowed`, `already-done`
   */
  reserve(order: NewOrder, step: StepToTake, requestId: string): Promise<TrackedOrder>;
  /** The order with every begun step settled whose request has an outcome. */
  withOutcomes(order: TrackedOrder): Promise<TrackedOrder>;
}

export interface StepReservationsOptions {
  table: Table;
  orders: OrderStore;
  mode: WorkflowMode;
  now: () => number;
}

export const createStepReservations = ({ table, orders, mode, now }: StepReservationsOptions): StepReservations => {
  const at = (): string => new Date(now()).toISOString();

  const mark = async (order: NewOrder, step: StepToTake, requestId: string): Promise<TrackedOrder | undefined> => {
    const { expression, names, values } = preconditionExpression(step, mode, requestId);
    const item = await table.update({
      key: orderKey(order.solutionProvider, order.quoteId),
      update: 'SET pending.#step = :pending',
      condition: expression,
      names,
      values: { ...values, ':pending': { requestId, at: at() } },
    });
    return item && trackedOrderSchema.parse(item);
  };

  const settled = async (order: TrackedOrder): Promise<TrackedOrder> => {
    let current = order;
    for (const [key, begun] of Object.entries(order.pending)) {
      const item = await table.get(requestKey(begun.requestId));
      const record = item && requestRecordSchema.parse(item);
      if (hasOutcome(record, begun.at, now()))
        current = await applyStepOutcome(table, current, key, begun, record, at());
    }
    return current;
  };

  return {
    withOutcomes: settled,
    reserve: async (order, step, requestId) => {
      const marked = await mark(order, step, requestId);
      if (marked) return marked;
      // Either it is not its turn, or the order is not known yet, or steps before it are not settled yet.
      const known = await settled(await orders.adopt(order));
      const again = meetsPreconditions(known, step, mode, requestId) ? await mark(order, step, requestId) : undefined;
      if (again) return again;
      throw refusal(known, step, mode);
    },
  };
};

const refusal = (order: TrackedOrder, step: StepToTake, mode: WorkflowMode): Problem => {
  const own = order.facts[factKey(step.rule.records.fact, step.subOrderId)];
  const first = order.pending[step.key]?.requestId ?? (step.rule.once ? own?.requestId : undefined);
  const nextSteps = nextStepsOf(order, mode);
  if (order.pending[step.key] !== undefined || (step.rule.once && own !== undefined)) {
    return new Problem('already-done', { ...(first && { firstRequest: `/v1/requests/${first}` }), nextSteps });
  }
  return new Problem('step-not-allowed', {
    missing: [...missingFor(order, step), ...refusalsFor(order, step)],
    nextSteps,
  });
};
