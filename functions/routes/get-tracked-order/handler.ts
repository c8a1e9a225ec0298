import { Problem } from '#domain/problems/problems';
import { createRouteHandler } from '#routes/create-route-handler';
import { orderResponse } from '#routes/order-response';
import { recordDependencies, type RecordDependencies } from '#entry/routes-record-dependencies';
import { route } from '#routes/get-tracked-order/route';

export const createGetTrackedOrder = (deps: RecordDependencies) =>
  createRouteHandler(route, deps, async ({ request, requestId, solutionProvider }) => {
    const order = await deps.orders.find(solutionProvider, route.request.path.parse(request.path).quoteId);
    if (!order) throw new Problem('order-not-found');
    return orderResponse(await deps.reservations.withOutcomes(order), deps, requestId);
  });

export const handler = createGetTrackedOrder(recordDependencies());
