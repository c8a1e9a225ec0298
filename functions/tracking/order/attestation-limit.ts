import { Problem } from '#domain/problems/problems';
import type { NewFact } from '#domain/order/facts';
import { withFact, type OrderIds } from '#tracking/order/record-fact';
import type { TrackedOrder } from '#tracking/order/tracked-order';

/** Sub-orders something can be attested of; what AT&T’s answers show is not counted out. */
export const mostSubOrders = 100;
/** An item of the table has 400 KB, of which a full timeline takes the fourth part. */
export const largestFactsBytes = 200_000;

/** @throws Problem `attestation-limit` when an order has no room for what a partner attests */
export const requireRoomFor = (order: TrackedOrder, fact: NewFact, ids: OrderIds | undefined): void => {
  if (fact.provenance !== 'attested') return;
  const { facts, subOrderIds } = withFact(order, fact, order.updatedAt, ids);
  const ofSubOrders = Object.keys(facts).flatMap((key) => key.split(/:(.*)/s)[1] ?? []);
  const subOrders = new Set([...subOrderIds, ...ofSubOrders]).size;
  if (subOrders > mostSubOrders)
    throw new Problem('attestation-limit', {
      detail: `The order would have ${subOrders} sub-orders (limit ${mostSubOrders}).`,
    });
  const bytes = Buffer.byteLength(JSON.stringify(facts));
  if (bytes > largestFactsBytes)
    throw new Problem('attestation-limit', {
      detail: `What is known of the order would take ${bytes} bytes (limit ${largestFactsBytes}).`,
    });
};
