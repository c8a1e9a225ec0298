import { factKey, valuesBefore, type Fact, type NewFact } from '#domain/order/facts';
import type { TimelineEntry, TrackedOrder } from '#tracking/order/tracked-order';

/**
 * `recorded`: it is in. `known`: it was so already. `confirmed`: it was attested, and AT&T’s answer shows it now. `late`:
 * something later is known. `conflict`: recorded over an attestation that said otherwise. `changed-meanwhile`: not the
 * version that was expected.
 */
export type RecordOutcome = FactEffect | 'changed-meanwhile';
type FactEffect = 'recorded' | 'known' | 'confirmed' | 'late' | 'conflict';

/** Whether the order is another one after it. */
export const isNews = (effect: RecordOutcome): boolean => ['recorded', 'confirmed', 'conflict'].includes(effect);

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
  /** Asked of what is known in the write that records it; the fact of a `false` is `late`. Any when left out. */
  isWanted?: (standing: Fact | undefined) => boolean;
}

/**
 * What a fact does to what is known: forward only; but what AT&T’s answer shows overrules what a partner attested,
 * and both stay in the timeline. What is merely inferred takes the place of nothing else.
 */
export const effectOf = (standing: Fact | undefined, fact: NewFact): FactEffect => {
  if (standing === undefined) return 'recorded';
  const isShown = fact.provenance === 'observed' && standing.provenance === 'attested';
  if (standing.value === fact.value) return isShown ? 'confirmed' : 'known';
  if (fact.provenance === 'inferred' && standing.provenance !== 'inferred') return 'late';
  const before = valuesBefore(fact.name, fact.value);
  if (before === undefined ? standing.at <= fact.at : before.includes(standing.value)) return 'recorded';
  return isShown ? 'conflict' : 'late';
};

/** What is known of an order where a fact would be recorded. */
export const standingFact = (
  { facts }: Pick<TrackedOrder, 'facts'>,
  { name, subOrderId }: Pick<NewFact, 'name' | 'subOrderId'>,
): Fact | undefined => facts[factKey(name, subOrderId)];

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
export const effectOn = (order: TrackedOrder, fact: NewFact, ids?: OrderIds): FactEffect => {
  const effect = effectOf(standingFact(order, fact), fact);
  if ((effect !== 'known' && effect !== 'confirmed') || !ids) return effect;
  if (order.orderId !== undefined && order.orderId !== ids.orderId) return 'late';
  return ids.subOrderIds.every((id) => order.subOrderIds.includes(id)) && order.orderId !== undefined
    ? effect
    : 'recorded';
};

/** The order with a fact that is news to it, and the ids that came with it. */
export const withFact = (order: TrackedOrder, fact: NewFact, at: string, ids?: OrderIds): TrackedOrder => {
  const key = factKey(fact.name, fact.subOrderId);
  const standing = order.facts[key];
  const isOther = standing?.value !== fact.value || effectOf(standing, fact) === 'confirmed';
  return {
    ...order,
    ...(isOther && { facts: { ...order.facts, [key]: storedFact(fact, standing) } }),
    ...(ids && idsWith(order, ids)),
    updatedAt: at,
    timeline: [
      ...order.timeline,
      entryOf(key, fact, at, entryTypes[effectOn(order, fact, ids)] ?? 'fact-recorded', standing),
    ],
  };
};

/** Whether a fact is so because a partner attested it, and not by how a request was resolved. */
export const isAttestation = ({ provenance, requestId }: Fact): boolean =>
  provenance === 'attested' && requestId === undefined;

const entryTypes: Partial<Record<FactEffect, TimelineEntry['type']>> = {
  conflict: 'state-conflict',
  confirmed: 'fact-confirmed',
};

const plain = ({ supersedes: _supersedes, ...fact }: Fact): Omit<Fact, 'supersedes'> => fact;

/** A fact as it is stored, without what its key says; it still names the request that made it so. */
const storedFact = ({ name: _name, subOrderId: _subOrderId, ...fact }: NewFact, standing: Fact | undefined): Fact => {
  if (fact.provenance === 'attested') {
    const supersedes = standing && (isAttestation(standing) ? standing.supersedes : plain(standing));
    return { ...fact, ...(supersedes && { supersedes }) };
  }
  const requestId = standing?.value === fact.value ? standing.requestId : undefined;
  return { ...(requestId !== undefined && { requestId }), ...fact };
};

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
