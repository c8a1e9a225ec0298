import { jsonResponse } from '#api/response';
import { createRouteHandler } from '#routes/create-route-handler';
import { route } from '#routes/list-webhook-endpoint-deliveries/route';
import { cursors } from '#webhooks/cursor';
import {
  endpointOf,
  webhookRouteDependencies,
  type WebhookRouteDependencies,
} from '#entry/webhooks-route-dependencies';

export const createListWebhookEndpointDeliveries = (deps: WebhookRouteDependencies) =>
  createRouteHandler(route, deps, async ({ request, requestId, solutionProvider }) => {
    const { id } = await endpointOf(deps, solutionProvider, route.request.path.parse(request.path).endpointId);
    const { limit = '25', cursor } = route.request.query.parse(request.query);
    const after = cursor === undefined ? undefined : cursors.placeOf(cursor).after;
    const { deliveries, next } = await deps.deliveries.list(id, Number(limit), after);
    const answer = { deliveries, ...(next !== undefined && { nextCursor: cursors.at({ after: next }) }) };
    return jsonResponse(200, JSON.stringify(answer), requestId);
  });

export const handler = createListWebhookEndpointDeliveries(webhookRouteDependencies());
