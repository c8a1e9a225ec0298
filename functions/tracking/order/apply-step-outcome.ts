import type { RequestRecord } from '#requests/request-record';
import type { Table } from '#platform/table/table';
import { factKey, type NewFact } from '#domain/order/facts';
import { stepOfKey } from '#tracking/order/next-steps';
import { effectOf, entryOf, idsWith, storedFact } from '#tracking/order/record-fact';
import { orderKey, trackedOrderSchema, type PendingStep, type TrackedOrder } from '#tracking/order/tracked-order';

/**
 * Carries the outcome of a begun step into the order and takes the mark away, in one write that only one caller wins.
 * A step whose request was rejected, released or not applied leaves no facts.
 */
export const applyStepOutcome = async (
  table: Table,
  order: TrackedOrder,
  stepKey: string,
  begun: PendingStep,
  record: RequestRecord | undefined,
  at: string,
): Promise<TrackedOrder> => {
  const done = record?.outcome === 'succeeded' ? record : undefined;
  const learned = done ? factsOf(order, stepKey, done).filter((fact) => isNews(order, fact)) : [];
  const given = done?.learned?.ids;
  const ids = given && idsWith(order, given);
  const item = await table.update({
    key: orderKey(order.solutionProvider, order.quoteId),
    update: `SET ${[
      'updatedAt = :now',
      'timeline = list_append(timeline, :entries)',
      ...learned.map((_, index) => `facts.#f${index} = :f${index}`),
      ...(ids ? ['orderId = :orderId', 'subOrderIds = :subOrderIds'] : []),
    ].join(', ')} REMOVE pending.#step`,
    // Nothing else may have happened to the order since it was read, so that no fact goes backwards.
    // And the step may not have been begun again, which a key whose request was not applied allows.
    condition: 'pending.#step.requestId = :requestId AND pending.#step.#at = :begunAt AND size(timeline) = :length',
    names: {
      '#step': stepKey,
      '#at': 'at',
      ...Object.fromEntries(learned.map((fact, index) => [`#f${index}`, keyOf(fact)])),
    },
    values: {
      ':now': learned.length > 0 ? at : order.updatedAt,
      ':entries': learned.map((fact) => entryFor(order, fact, at)),
      ...Object.fromEntries(learned.map((fact, index) => [`:f${index}`, storedFact(fact)])),
      ...(ids && { ':orderId': ids.orderId, ':subOrderIds': ids.subOrderIds }),
      ':requestId': begun.requestId,
      ':begunAt': begun.at,
      ':length': order.timeline.length,
    },
  });
  if (item) return trackedOrderSchema.parse(item);
  const current = trackedOrderSchema.parse(await table.get(orderKey(order.solutionProvider, order.quoteId)));
  const standing = current.pending[stepKey];
  const isSame = standing?.requestId === begun.requestId && standing.at === begun.at;
  return isSame ? applyStepOutcome(table, current, stepKey, begun, record, at) : current;
};

/**
 * What a done step tells. Of one that a person stated to be done no answer was seen, but the step’s own fact is so: without
 * it the step would be offered a second time.
 */
const factsOf = (
  order: TrackedOrder,
  stepKey: string,
  { learned, finishedAt, ...record }: RequestRecord,
): NewFact[] => {
  if (learned) return learned.facts;
  const { rule, subOrderId } = stepOfKey(order.program, stepKey);
  const stated: NewFact = {
    name: rule.records.fact,
    value: rule.records.value,
    provenance: 'attested',
    at: finishedAt ?? record.startedAt,
    requestId: record.requestId,
    ...(subOrderId !== undefined && { subOrderId }),
  };
  return [stated];
};

const entryFor = (order: TrackedOrder, fact: NewFact, at: string) => {
  const standing = order.facts[keyOf(fact)];
  return entryOf(
    keyOf(fact),
    fact,
    at,
    effectOf(standing, fact) === 'conflict' ? 'state-conflict' : 'fact-recorded',
    standing,
  );
};

const keyOf = ({ name, subOrderId }: NewFact): string => factKey(name, subOrderId);

const isNews = (order: TrackedOrder, fact: NewFact): boolean =>
  ['recorded', 'conflict'].includes(effectOf(order.facts[keyOf(fact)], fact));
