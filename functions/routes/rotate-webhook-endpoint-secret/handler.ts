import { Problem } from '#domain/problems/problems';
import { jsonResponse } from '#api/response';
import { createRouteHandler } from '#routes/create-route-handler';
import { route } from '#routes/rotate-webhook-endpoint-secret/route';
import { endpointView } from '#webhooks/endpoint';
import {
  endpointOf,
  webhookRouteDependencies,
  type WebhookRouteDependencies,
} from '#entry/webhooks-route-dependencies';

export const createRotateWebhookEndpointSecret = (deps: WebhookRouteDependencies) =>
  createRouteHandler(route, deps, async ({ request, requestId, solutionProvider }) => {
    const endpoint = await endpointOf(deps, solutionProvider, route.request.path.parse(request.path).endpointId);
    const rotated = await deps.endpoints.rotateSecret(endpoint);
    if (!rotated) throw new Problem('webhook-endpoint-not-found');
    const [newest] = rotated.secrets;
    const answer = { ...endpointView(rotated, deps.now()), secret: newest?.secret };
    return jsonResponse(200, JSON.stringify(answer), requestId);
  });

export const handler = createRotateWebhookEndpointSecret(webhookRouteDependencies());
