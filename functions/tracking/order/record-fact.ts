import { factKey, valuesBefore, type Fact, type NewFact } from '#domain/order/facts';
import type { TimelineEntry, TrackedOrder } from '#tracking/order/tracked-order';

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
  /** Versions the order may have; any when left out. */
  expectedVersions?: readonly number[] | undefined;
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
export const idsWith = (
  order: Pick<TrackedOrder, 'orderId' | 'subOrderIds'>,
  ids: OrderIds,
): { orderId: string; subOrderIds: string[] } => ({
  orderId: ids.orderId,
  subOrderIds:
    order.orderId === ids.orderId ? [...new Set([...order.subOrderIds, ...ids.subOrderIds])] : [...ids.subOrderIds],
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

/** The order with a fact that is news to it, and the ids that came with it. */
export const withFact = (order: TrackedOrder, fact: NewFact, at: string, ids?: OrderIds): TrackedOrder => {
  const key = factKey(fact.name, fact.subOrderId);
  const standing = order.facts[key];
  const type = effectOn(order, fact, ids) === 'conflict' ? 'state-conflict' : 'fact-recorded';
  return {
    ...order,
    ...(standing?.value !== fact.value && { facts: { ...order.facts, [key]: storedFact(fact) } }),
    ...(ids && idsWith(order, ids)),
    updatedAt: at,
    timeline: [...order.timeline, entryOf(key, fact, at, type, standing)],
  };
};

/** A fact as it is stored, without what its key says. */
const storedFact = ({ name: _name, subOrderId: _subOrderId, ...fact }: NewFact): Fact => fact;

const entryOf = (
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
