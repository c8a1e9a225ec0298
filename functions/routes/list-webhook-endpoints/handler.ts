import { jsonResponse } from '#api/response';
import { createRouteHandler } from '#routes/create-route-handler';
import { route } from '#routes/list-webhook-endpoints/route';
import { endpointView } from '#webhooks/endpoint';
import { webhookRouteDependencies, type WebhookRouteDependencies } from '#entry/webhooks-route-dependencies';

export const createListWebhookEndpoints = (deps: WebhookRouteDependencies) =>
  createRouteHandler(route, deps, async ({ requestId, solutionProvider }) => {
    const all = await deps.endpoints.list(solutionProvider);
    const endpoints = all.map((endpoint) => endpointView(endpoint, deps.now()));
    return jsonResponse(200, JSON.stringify({ endpoints }), requestId);
  });

export const handler = createListWebhookEndpoints(webhookRouteDependencies());
