import type { NewFact } from '#domain/order/facts';
import type { RequestRecord } from '#requests/request-record';
import { stepOfKey } from '#tracking/order/next-steps';
import { effectOf, idsWith, isNews, standingFact, withFact } from '#tracking/order/record-fact';
import type { PendingStep, TrackedOrder } from '#tracking/order/tracked-order';
import type { Ending } from '#tracking/tracked-item';

/** A step in flight, with its key among the order’s. */
export interface StepInFlight extends PendingStep {
  key: string;
}

export const stepsInFlight = ({ pending }: TrackedOrder): StepInFlight[] =>
  Object.entries(pending).map(([key, step]) => ({ key, ...step }));

/** The order without the mark of a request; the order itself where it has none. */
export const withoutStep = (order: TrackedOrder, key: string, requestId: string): TrackedOrder => {
  const { [key]: step, ...pending } = order.pending;
  return step?.requestId === requestId ? { ...order, pending } : order;
};

/** The order after a step of it has ended. One that was rejected, not sent or not applied leaves no facts. */
export const withStepOutcome = (
  order: TrackedOrder,
  { key, requestId, at: begunAt }: StepInFlight,
  { outcome, record }: Ending,
  at: string,
): TrackedOrder => {
  // It may have been begun again meanwhile, which a key whose request was not applied allows.
  if (order.pending[key]?.at !== begunAt) return order;
  const ended = withoutStep(order, key, requestId);
  if (ended === order) return order;
  if (outcome !== 'succeeded' || !record) return ended;
  const known = factsOf(order, key, record).reduce(
    (one, fact) => (isNews(effectOf(standingFact(one, fact), fact)) ? withFact(one, fact, at) : one),
    ended,
  );
  const ids = record.learned?.ids;
  return ids ? { ...known, ...idsWith(known, ids) } : known;
};

/**
 * What a done step tells. Of one that a person stated to be done no answer was seen, but the step’s own fact is so: without
 * it the step would be offered a second time.
 */
const factsOf = (
  { program }: TrackedOrder,
  stepKey: string,
  { learned: update, finishedAt, startedAt, requestId }: RequestRecord,
): NewFact[] => {
  if (update) return update.facts;
  const { rule, subOrderId } = stepOfKey(program, stepKey);
  const stated: NewFact = {
    name: rule.records.fact,
    value: rule.records.value,
    provenance: 'attested',
    at: finishedAt ?? startedAt,
    requestId,
    ...(subOrderId !== undefined && { subOrderId }),
  };
  return [stated];
};
