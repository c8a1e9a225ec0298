import type { MissingFact } from '#domain/problems/problems';
import { factKey } from '#domain/order/facts';
import type { Need, StepRule } from '#domain/order/order-workflow';
import type { TrackedOrder } from '#tracking/order/tracked-order';

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

/** Whether the step may be taken on the order as it is, by the request named or by a new one. Says the same as `admissionCondition`, of an item already read. */
export const meetsPreconditions = (
  order: TrackedOrder,
  step: StepToTake,
  mode: WorkflowMode,
  requestId?: string,
): boolean =>
  [undefined, requestId].includes(order.pending[step.key]?.requestId) &&
  !(step.rule.once && order.facts[factKey(step.rule.records.fact, step.subOrderId)] !== undefined) &&
  refusalsFor(order, step).length === 0 &&
  missingFor(order, step).every(({ known }) => mode === 'advisory' && known === 'unknown');

/** The same as a DynamoDB condition, so that the check and the mark are one write and no two calls both pass. */
export const preconditionExpression = (step: StepToTake, mode: WorkflowMode, requestId: string) => {
  const names: Record<string, string> = { '#step': step.key, '#value': 'value' };
  const values: Record<string, unknown> = { ':requestId': requestId };
  const name = (key: string): string => {
    const alias = `#f${Object.keys(names).length}`;
    names[alias] = key;
    return alias;
  };
  const value = (one: string): string => {
    const alias = `:v${Object.keys(values).length}`;
    values[alias] = one;
    return alias;
  };
  const isOneOf = (fact: string, oneOf: readonly string[]): string =>
    `facts.${fact}.#value IN (${oneOf.map(value).join(', ')})`;

  const needed = step.rule.needs.map((need) => {
    const fact = name(keyOf(need, step.subOrderId));
    const isThere = isOneOf(fact, need.oneOf);
    if (mode === 'strict') return isThere;
    if (need.unreported) return `(${isThere} OR attribute_not_exists(facts.${fact}) OR ${isOneOf(fact, ['awaited'])})`;
    return `(${isThere} OR (attribute_not_exists(facts.${fact}) AND origin = ${value('elsewhere')}))`;
  });
  const refused = step.rule.refusedAfter.map((end) => {
    const fact = name(keyOf(end, step.subOrderId));
    const isNotThere = `(attribute_not_exists(facts.${fact}) OR NOT ${isOneOf(fact, end.oneOf)})`;
    const stepKey = stepKeyOf(end, step.subOrderId);
    return stepKey === undefined ? isNotThere : `${isNotThere} AND attribute_not_exists(pending.${name(stepKey)})`;
  });
  const own = step.rule.once
    ? [`attribute_not_exists(facts.${name(factKey(step.rule.records.fact, step.subOrderId))})`]
    : [];
  const expression = [
    'attribute_exists(pk)',
    '(attribute_not_exists(pending.#step) OR pending.#step.requestId = :requestId)',
    ...own,
    ...needed,
    ...refused,
  ].join(' AND ');
  return { expression, names, values };
};
