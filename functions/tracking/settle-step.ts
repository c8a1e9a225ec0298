import type { RequestRecord } from '#requests/request-record';
import type { Table } from '#runtime/table';
import { factKey, type LearnedFact } from '#tracking/facts';
import { effectOf, entryOf, storedFact } from '#tracking/record-fact';
import { orderKey, trackedOrderSchema, type TrackedOrder } from '#tracking/tracked-order';

/**
 * Carries the outcome of a begun step into the order and takes the mark away, in one write that only one caller wins.
 * A step whose request was rejected, released or not applied leaves no facts.
 */
export const settleStep = async (
  table: Table,
  order: TrackedOrder,
  stepKey: string,
  requestId: string,
  record: RequestRecord | undefined,
  at: string,
): Promise<TrackedOrder> => {
  const learned =
    record?.outcome === 'succeeded' ? (record.learned?.facts ?? []).filter((fact) => isNews(order, fact)) : [];
  const ids = record?.outcome === 'succeeded' ? record.learned?.ids : undefined;
  const item = await table.update({
    key: orderKey(order.solutionProvider, order.quoteId),
    update: `SET ${[
      'updatedAt = :now',
      'timeline = list_append(timeline, :entries)',
      ...learned.map((_, index) => `facts.#f${index} = :f${index}`),
      ...(ids ? ['orderId = :orderId', 'subOrderIds = :subOrderIds'] : []),
    ].join(', ')} REMOVE pending.#step`,
    // Nothing else may have happened to the order since it was read, so that no fact goes backwards.
    condition: 'pending.#step.requestId = :requestId AND size(timeline) = :length',
    names: { '#step': stepKey, ...Object.fromEntries(learned.map((fact, index) => [`#f${index}`, keyOf(fact)])) },
    values: {
      ':now': learned.length > 0 ? at : order.updatedAt,
      ':entries': learned.map((fact) => entryFor(order, fact, at)),
      ...Object.fromEntries(learned.map((fact, index) => [`:f${index}`, storedFact(fact)])),
      ...(ids && { ':orderId': ids.orderId, ':subOrderIds': ids.subOrderIds }),
      ':requestId': requestId,
      ':length': order.timeline.length,
    },
  });
  if (item) return trackedOrderSchema.parse(item);
  const current = trackedOrderSchema.parse(await table.get(orderKey(order.solutionProvider, order.quoteId)));
  const isStillPending = current.pending[stepKey]?.requestId === requestId;
  return isStillPending ? settleStep(table, current, stepKey, requestId, record, at) : current;
};

const entryFor = (order: TrackedOrder, fact: LearnedFact, at: string) => {
  const standing = order.facts[keyOf(fact)];
  return entryOf(
    keyOf(fact),
    fact,
    at,
    effectOf(standing, fact) === 'conflict' ? 'state-conflict' : 'fact-recorded',
    standing,
  );
};

const keyOf = ({ name, subOrderId }: LearnedFact): string => factKey(name, subOrderId);

const isNews = (order: TrackedOrder, fact: LearnedFact): boolean =>
  ['recorded', 'conflict'].includes(effectOf(order.facts[keyOf(fact)], fact));
