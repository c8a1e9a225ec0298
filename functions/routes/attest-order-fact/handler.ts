import type * as z from 'zod';
import { Problem } from '#domain/problems/problems';
import { createRouteHandler, type RouteCall } from '#routes/create-route-handler';
import { expectedVersionOf, orderResponse } from '#routes/order-response';
import { recordDependencies, type RecordDependencies } from '#entry/routes-record-dependencies';
import { route } from '#routes/attest-order-fact/route';
import type { NewFact } from '#domain/order/facts';
import type { TrackedOrder } from '#tracking/order/tracked-order';

type Attestation = z.output<typeof route.request.body>;

export const createAttestOrderFact = (deps: RecordDependencies) =>
  createRouteHandler(route, deps, async (call) => {
    const attestation = route.request.body.parse(call.request.body?.value);
    const order = await knownOrder(deps, call, attestation);
    const { orderId, subOrderIds = [] } = attestation;
    const { result, order: changed } = await deps.orders.record(order, factOf(attestation, call, deps.now()), {
      ...(orderId !== undefined && { ids: { orderId, subOrderIds } }),
      expectedVersion: expectedVersionOf(call.event),
    });
    if (result === 'changed-meanwhile') throw new Problem('precondition-failed');
    if (result === 'late') {
      throw new Problem('fact-already-known', {
        detail: `The order already has a later \`${attestation.fact}\` than \`${attestation.value}\`.`,
      });
    }
    return orderResponse(changed, deps, call.requestId);
  });

const knownOrder = async (
  deps: RecordDependencies,
  call: RouteCall,
  { program }: Attestation,
): Promise<TrackedOrder> => {
  const { solutionProvider, clientId } = call;
  const { quoteId } = route.request.path.parse(call.request.path);
  const order =
    program === undefined
      ? await deps.orders.find(solutionProvider, quoteId)
      : await deps.orders.adopt({ solutionProvider, program, quoteId, origin: 'elsewhere', by: clientId });
  if (!order) {
    throw new Problem('order-not-found', {
      hint: 'To have the gateway track an order born elsewhere, state its `program` in the attestation.',
    });
  }
  return deps.reservations.withOutcomes(order);
};

const factOf = (
  { fact, value, at, evidence, subOrderId }: Attestation,
  { clientId }: RouteCall,
  nowMs: number,
): NewFact => ({
  name: fact,
  value,
  provenance: 'attested',
  at: new Date(at ?? nowMs).toISOString(),
  by: clientId,
  ...(evidence !== undefined && { evidence }),
  ...(subOrderId !== undefined && { subOrderId }),
});

export const handler = createAttestOrderFact(recordDependencies());
