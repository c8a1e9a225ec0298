import type { Table } from '#runtime/table';
import { factKey, valuesBefore, type Fact, type LearnedFact } from '#tracking/facts';
import { orderKey, trackedOrderSchema, type TimelineEntry, type TrackedOrder } from '#tracking/tracked-order';

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
export const effectOf = (
  standing: Fact | undefined,
  fact: LearnedFact,
): Exclude<RecordOutcome, 'changed-meanwhile'> => {
  if (standing === undefined) return 'recorded';
  if (standing.value === fact.value) return 'known';
  const before = valuesBefore(fact.name, fact.value);
  if (before === undefined ? standing.at <= fact.at : before.includes(standing.value)) return 'recorded';
  return fact.provenance === 'observed' && standing.provenance === 'attested' ? 'conflict' : 'late';
};

/** Records a fact of an order that is there. @param at when it is recorded */
export const recordFact = async (
  table: Table,
  order: TrackedOrder,
  fact: LearnedFact,
  at: string,
  { ids, expectedVersion }: RecordOptions = {},
): Promise<RecordResult> => {
  if (expectedVersion !== undefined && order.timeline.length !== expectedVersion)
    return { result: 'changed-meanwhile', order };
  const key = factKey(fact.name, fact.subOrderId);
  const standing = order.facts[key];
  const result = effectOf(standing, fact);
  if (result === 'known' || result === 'late') return { result, order };
  const entry = entryOf(key, fact, at, result === 'conflict' ? 'state-conflict' : 'fact-recorded', standing);
  // Only if the fact is still what the entry says it was, so that the timeline never contradicts itself.
  const unchanged = standing ? 'facts.#key.#value = :standing' : 'attribute_not_exists(facts.#key)';
  const item = await table.update({
    key: orderKey(order.solutionProvider, order.quoteId),
    update: `SET facts.#key = :fact, updatedAt = :now, timeline = list_append(timeline, :entry)${ids ? ', orderId = :orderId, subOrderIds = :subOrderIds' : ''}`,
    condition: `attribute_exists(pk) AND ${unchanged}${expectedVersion === undefined ? '' : ' AND size(timeline) = :version'}`,
    names: { '#key': key, ...(standing && { '#value': 'value' }) },
    values: {
      ':fact': storedFact(fact),
      ':now': at,
      ':entry': [entry],
      ...(standing && { ':standing': standing.value }),
      ...(ids && { ':orderId': ids.orderId, ':subOrderIds': ids.subOrderIds }),
      ...(expectedVersion !== undefined && { ':version': expectedVersion }),
    },
  });
  if (item) return { result, order: trackedOrderSchema.parse(item) };
  const current = trackedOrderSchema.parse(await table.get(orderKey(order.solutionProvider, order.quoteId)));
  // Ends because a fact only takes a handful of values, each once.
  return recordFact(table, current, fact, at, { ids, expectedVersion });
};

/** A fact as it is stored, without what its key says. */
export const storedFact = ({ name: _name, subOrderId: _subOrderId, ...fact }: LearnedFact): Fact => fact;

export const entryOf = (
  key: string,
  fact: LearnedFact,
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
