import { jsonResponse } from '#api/response';
import { createRouteHandler } from '#routes/create-route-handler';
import { route } from '#routes/delete-webhook-endpoint/route';
import { endpointView } from '#webhooks/endpoint';
import {
  endpointOf,
  webhookRouteDependencies,
  type WebhookRouteDependencies,
} from '#entry/webhooks-route-dependencies';

export const createDeleteWebhookEndpoint = (deps: WebhookRouteDependencies) =>
  createRouteHandler(route, deps, async ({ request, requestId, solutionProvider }) => {
    const endpoint = await endpointOf(deps, solutionProvider, route.request.path.parse(request.path).endpointId);
    await deps.endpoints.remove(endpoint);
    return jsonResponse(200, JSON.stringify(endpointView(endpoint, deps.now())), requestId);
  });

export const handler = createDeleteWebhookEndpoint(webhookRouteDependencies());
