import type { MissingFact } from '#domain/problems/problems';
import { factKey } from '#domain/order/facts';
import type { Need, StepRule } from '#domain/order/order-workflow';
import { and, equals, itemExists, not, notExists, oneOf, or, type Condition } from '#platform/table/conditions';
import type { TrackedOrder } from '#tracking/order/tracked-order';
import { freeFor, isFreeFor } from '#tracking/tracked-item';

/** `strict`: what is unknown blocks. `advisory`: it passes with a warning; what is known to be missing blocks all the same. */
export type WorkflowMode = 'strict' | 'advisory';

/** A step to be taken on an order, and on which sub-order where it is about one. */
export interface StepToTake {
  rule: StepRule;
  /** Unique among the order’s steps in flight. */
  key: string;
  subOrderId?: string | undefined;
}

type Known = Pick<TrackedOrder, 'facts' | 'origin' | 'pending'>;

const keyOf = (need: Need, subOrderId: string | undefined): string =>
  factKey(need.fact, need.perSubOrder ? subOrderId : undefined);

/** Whether nothing is known about a needed fact, as opposed to known that it is not so. */
const isUnknown = (order: Known, need: Need, subOrderId: string | undefined): boolean => {
  const value = order.facts[keyOf(need, subOrderId)]?.value;
  if (need.unreported) return value === undefined || value === 'awaited';
  return value === undefined && order.origin === 'elsewhere';
};

/** What the order lacks for the step; `known` says what is known instead. */
export const missingFor = (order: Known, { rule, subOrderId }: StepToTake): MissingFact[] =>
  rule.needs
    .filter((need) => !need.oneOf.includes(order.facts[keyOf(need, subOrderId)]?.value ?? ''))
    .map((need) => ({
      fact: keyOf(need, subOrderId),
      needed: need.oneOf.join(' or '),
      known: isUnknown(order, need, subOrderId)
        ? 'unknown'
        : (order.facts[keyOf(need, subOrderId)]?.value ?? 'not yet'),
    }));

/** Facts after which the step is not taken any more and that are there, or may be: the step that makes them so is begun. */
export const refusalsFor = (order: Known, { rule, subOrderId }: StepToTake): MissingFact[] =>
  rule.refusedAfter.flatMap((end) => {
    const value = order.facts[keyOf(end, subOrderId)]?.value;
    const isThere = value !== undefined && end.oneOf.includes(value);
    const stepKey = stepKeyOf(end, subOrderId);
    const mayBe = stepKey !== undefined && order.pending[stepKey] !== undefined;
    return isThere || mayBe
      ? [
          {
            fact: keyOf(end, subOrderId),
            needed: `not ${isThere ? value : end.oneOf.join(' or ')}`,
            known: isThere ? value : 'in progress',
          },
        ]
      : [];
  });

/** Key of the step that makes it so, among the order’s steps in flight. */
const stepKeyOf = ({ by, perSubOrder }: Need, subOrderId: string | undefined): string | undefined =>
  by && perSubOrder ? `${by}:${subOrderId ?? ''}` : by;

/** The request a step would be taken by, and when. */
export interface StepTaker {
  requestId: string;
  nowMs: number;
}

/** Whether the step may be taken on the order as it is, by the request named or by a new one. */
export const meetsPreconditions = (
  order: TrackedOrder,
  step: StepToTake,
  mode: WorkflowMode,
  by?: StepTaker,
): boolean =>
  (by ? isFreeFor(order.pending[step.key], by.requestId, by.nowMs) : order.pending[step.key] === undefined) &&
  !(step.rule.once && order.facts[factKey(step.rule.records.fact, step.subOrderId)] !== undefined) &&
  refusalsFor(order, step).length === 0 &&
  missingFor(order, step).every(({ known }) => mode === 'advisory' && known === 'unknown');

/** The same as a condition, so that the check and the mark are one write and no two calls both pass. */
export const preconditionsOf = (step: StepToTake, mode: WorkflowMode, { requestId, nowMs }: StepTaker): Condition => {
  const { rule, subOrderId } = step;
  const pathOf = (need: Need): string[] => ['facts', keyOf(need, subOrderId)];
  const isOneOf = (need: Need, values: readonly string[]): Condition => oneOf([...pathOf(need), 'value'], values);
  const isMet = (need: Need): Condition => {
    const isThere = isOneOf(need, need.oneOf);
    if (mode === 'strict') return isThere;
    if (need.unreported) return or(isThere, notExists(pathOf(need)), isOneOf(need, ['awaited']));
    return or(isThere, and(notExists(pathOf(need)), equals('origin', 'elsewhere')));
  };
  const isNotAfter = (end: Need): Condition => {
    const stepKey = stepKeyOf(end, subOrderId);
    return and(
      or(notExists(pathOf(end)), not(isOneOf(end, end.oneOf))),
      stepKey === undefined ? undefined : notExists(['pending', stepKey]),
    );
  };
  return and(
    itemExists,
    freeFor(['pending', step.key], requestId, nowMs),
    rule.once ? notExists(['facts', factKey(rule.records.fact, subOrderId)]) : undefined,
    ...rule.needs.map(isMet),
    ...rule.refusedAfter.map(isNotAfter),
  );
};
