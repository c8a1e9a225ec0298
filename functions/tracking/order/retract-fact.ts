import { isAttestation } from '#tracking/order/record-fact';
import type { TrackedOrder } from '#tracking/order/tracked-order';

/** Who takes an attestation back, and why. */
export interface Retraction {
  /** Of the fact. */
  key: string;
  /** The client. */
  by: string;
  /** Who at the partner’s. */
  actor: string;
  purpose: string;
}

export interface RetractResult {
  result: 'retracted' | 'not-retractable' | 'changed-meanwhile';
  order: TrackedOrder;
}

/**
 * Whether a fact is so because a partner attested it and for no other reason: not by an answer of AT&T’s, nor by how a
 * request was resolved, which would have its step taken a second time. An order stands while anything is known of its
 * sub-orders.
 */
export const isRetractable = ({ facts, pending }: TrackedOrder, key: string): boolean => {
  const fact = facts[key];
  if (!fact || !isAttestation(fact)) return false;
  return key !== 'order' || ![...Object.keys(facts), ...Object.keys(pending)].some((other) => other.includes(':'));
};

/** The order as it was before a fact was attested, with both in its timeline. Ids that were attested with it are gone. */
export const withoutAttestation = (
  order: TrackedOrder,
  { key, by, actor, purpose }: Retraction,
  at: string,
): TrackedOrder => {
  const { [key]: retracted, ...others } = order.facts;
  const before = retracted?.supersedes;
  const { orderId: _orderId, ...rest } = order;
  return {
    ...(key === 'order' ? { ...rest, subOrderIds: [], hasGivenUpIds: true } : order),
    facts: { ...others, ...(before && { [key]: before }) },
    updatedAt: at,
    timeline: [
      ...order.timeline,
      {
        at,
        type: 'fact-retracted',
        fact: key,
        ...(retracted && { before: retracted.value }),
        ...(before && { after: before.value }),
        provenance: 'attested',
        by,
        actor,
        purpose,
      },
    ],
  };
};
