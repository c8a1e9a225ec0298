import type { Table } from '#platform/table/table';
import { factKey, valuesBefore, type Fact, type NewFact } from '#domain/order/facts';
import { orderKey, trackedOrderSchema, type TimelineEntry, type TrackedOrder } from '#tracking/order/tracked-order';

/**
 * `recorded`: it is in. `known`: it was so already. `late`: something later is known. `conflict`: recorded over an
 * attestation that said otherwise. `changed-meanwhile`: not the version that was expected.
 */
export type RecordOutcome = 'recorded' | 'known' | 'late' | 'conflict' | 'changed-meanwhile';

export interface RecordResult {
  result: RecordOutcome;
  order: TrackedOrder;
}

/** Ids AT&T gave to what was ordered. */
export interface OrderIds {
  orderId: string;
  subOrderIds: readonly string[];
}

export interface RecordOptions {
  /** Ids that become known with the fact. */
  ids?: OrderIds | undefined;
  /** Number of timeline entries the order must have. */
  expectedVersion?: number | undefined;
}

/**
 * What a fact does to what is known: forward only; but what AT&T’s own answer shows overrules what a partner attested,
 * and both stay in the timeline.
 */
export const effectOf = (standing: Fact | undefined, fact: NewFact): Exclude<RecordOutcome, 'changed-meanwhile'> => {
  if (standing === undefined) return 'recorded';
  if (standing.value === fact.value) return 'known';
  const before = valuesBefore(fact.name, fact.value);
  if (before === undefined ? standing.at <= fact.at : before.includes(standing.value)) return 'recorded';
  return fact.provenance === 'observed' && standing.provenance === 'attested' ? 'conflict' : 'late';
};

/** An order’s ids with those that became known; further sub-orders of the same order add up. */
export const idsWith = (order: Pick<TrackedOrder, 'orderId' | 'subOrderIds'>, ids: OrderIds): OrderIds => ({
  orderId: ids.orderId,
  subOrderIds:
    order.orderId === ids.orderId ? [...new Set([...order.subOrderIds, ...ids.subOrderIds])] : ids.subOrderIds,
});

/** The same for a fact that comes with ids: those of another order contradict what is known, further sub-orders add to it. */
export const effectOn = (
  order: TrackedOrder,
  fact: NewFact,
  ids?: OrderIds,
): Exclude<RecordOutcome, 'changed-meanwhile'> => {
  const effect = effectOf(order.facts[factKey(fact.name, fact.subOrderId)], fact);
  if (effect !== 'known' || !ids) return effect;
  if (order.orderId !== undefined && order.orderId !== ids.orderId) return 'late';
  return ids.subOrderIds.every((id) => order.subOrderIds.includes(id)) && order.orderId !== undefined
    ? 'known'
    : 'recorded';
};

/** Records a fact of an order that is there. @param at when it is recorded */
export const recordFact = async (
  table: Table,
  order: TrackedOrder,
  fact: NewFact,
  at: string,
  { ids, expectedVersion }: RecordOptions = {},
): Promise<RecordResult> => {
  if (expectedVersion !== undefined && order.timeline.length !== expectedVersion)
    return { result: 'changed-meanwhile', order };
  const result = effectOn(order, fact, ids);
  if (result === 'known' || result === 'late') return { result, order };
  const key = factKey(fact.name, fact.subOrderId);
  const standing = order.facts[key];
  const known = ids && idsWith(order, ids);
  const entry = entryOf(key, fact, at, result === 'conflict' ? 'state-conflict' : 'fact-recorded', standing);
  // Only if the fact is still what the entry says it was, so that the timeline never contradicts itself.
  const unchanged = standing ? 'facts.#key.#value = :standing' : 'attribute_not_exists(facts.#key)';
  // Ids are added to those that were read, so nobody may have added some meanwhile.
  const version = ids ? order.timeline.length : expectedVersion;
  const item = await table.update({
    key: orderKey(order.solutionProvider, order.quoteId),
    update: `SET facts.#key = :fact, updatedAt = :now, timeline = list_append(timeline, :entry)${known ? ', orderId = :orderId, subOrderIds = :subOrderIds' : ''}`,
    condition: `attribute_exists(pk) AND ${unchanged}${version === undefined ? '' : ' AND size(timeline) = :version'}`,
    names: { '#key': key, ...(standing && { '#value': 'value' }) },
    values: {
      ':fact': standing?.value === fact.value ? standing : storedFact(fact),
      ':now': at,
      ':entry': [entry],
      ...(standing && { ':standing': standing.value }),
      ...(known && { ':orderId': known.orderId, ':subOrderIds': known.subOrderIds }),
      ...(version !== undefined && { ':version': version }),
    },
  });
  if (item) return { result, order: trackedOrderSchema.parse(item) };
  const current = trackedOrderSchema.parse(await table.get(orderKey(order.solutionProvider, order.quoteId)));
  // Ends because a fact only takes a handful of values, each once.
  return recordFact(table, current, fact, at, { ids, expectedVersion });
};

/** A fact as it is stored, without what its key says. */
export const storedFact = ({ name: _name, subOrderId: _subOrderId, ...fact }: NewFact): Fact => fact;

export const entryOf = (
  key: string,
  fact: NewFact,
  at: string,
  type: TimelineEntry['type'],
  before: Fact | undefined,
): TimelineEntry => ({
  at,
  type,
  fact: key,
  ...(before && { before: before.value }),
  after: fact.value,
  provenance: fact.provenance,
  ...(fact.by && { by: fact.by }),
  ...(fact.requestId && { requestId: fact.requestId }),
});
