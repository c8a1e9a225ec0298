import { timestampOf } from '#domain/timestamp';
import { Problem } from '#domain/problems/problems';
import { labelsIn } from '#domain/labels';
import { factKey } from '#domain/order/facts';
import { and } from '#platform/table/conditions';
import type { Table } from '#platform/table/table';
import type { NewOrder } from '#tracking/order/new-order';
import { nextStepsOf } from '#tracking/order/next-steps';
import type { OrderStore } from '#tracking/order/order-store';
import {
  meetsPreconditions,
  missingFor,
  preconditionsOf,
  refusalsFor,
  type StepToTake,
  type WorkflowMode,
} from '#tracking/order/preconditions';
import { orderKey, trackedOrderSchema, type TrackedOrder } from '#tracking/order/tracked-order';
import { isOfVersion, ofVersion, reserve } from '#tracking/tracked-item';

/** Lets steps of orders through, each at most once at a time, and only when its turn has come. */
export interface StepReservations {
  /**
   * Marks the step as begun by the request, in the same write that checks whether it may be.
   * @param expectedVersions of the order; any when left out
   * @throws Problem `step-not-allowed`, `already-done`, `precondition-failed`
   */
  reserve(
    order: NewOrder,
    step: StepToTake,
    requestId: string,
    expectedVersions?: readonly number[],
  ): Promise<TrackedOrder>;
  /** Takes the mark of a request away. */
  release(order: Pick<NewOrder, 'solutionProvider' | 'quoteId'>, step: StepToTake, requestId: string): Promise<void>;
}

export interface StepReservationsOptions {
  table: Table;
  orders: OrderStore;
  mode: WorkflowMode;
  now: () => number;
}

export const createStepReservations = ({ table, orders, mode, now }: StepReservationsOptions): StepReservations => ({
  reserve: (order, step, requestId, expectedVersions) =>
    reserve({
      mark: async (known) => {
        const nowMs = now();
        const item = await table.update({
          key: orderKey(order.solutionProvider, order.quoteId),
          setIfNone: { ...labelsIn(order) },
          setIn: { pending: { [step.key]: { requestId, at: timestampOf(nowMs) } } },
          remove: ['expiresAt'],
          condition: and(preconditionsOf(step, mode, { requestId, nowMs }), ofVersion(expectedVersions, known)),
        });
        return item && trackedOrderSchema.parse(item);
      },
      current: async () => orders.withOutcomes(await orders.adopt(order)),
      isAllowed: (known) =>
        isOfVersion(known, expectedVersions) && meetsPreconditions(known, step, mode, { requestId, nowMs: now() }),
      refusal: (known) =>
        isOfVersion(known, expectedVersions) ? refusal(known, step, mode) : new Problem('precondition-failed'),
    }),
  release: (order, step, requestId) => orders.release(order, step.key, requestId),
});

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
