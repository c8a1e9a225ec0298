import { Problem } from '#domain/problems/problems';
import { jsonResponse } from '#api/response';
import { createRouteHandler } from '#routes/create-route-handler';
import { route } from '#routes/update-webhook-endpoint/route';
import { endpointView } from '#webhooks/endpoint';
import {
  endpointOf,
  requireTargets,
  webhookRouteDependencies,
  type WebhookRouteDependencies,
} from '#entry/webhooks-route-dependencies';

export const createUpdateWebhookEndpoint = (deps: WebhookRouteDependencies) =>
  createRouteHandler(route, deps, async ({ request, requestId, solutionProvider }) => {
    const endpoint = await endpointOf(deps, solutionProvider, route.request.path.parse(request.path).endpointId);
    const { url, failoverUrl, types, description, enabled } = route.request.body.parse(request.body?.value);
    await requireTargets(deps, { url, failoverUrl });
    const changed = await deps.endpoints.change(endpoint, {
      ...(url !== undefined && { url }),
      ...(failoverUrl !== undefined && { failoverUrl }),
      ...(types !== undefined && { types }),
      ...(description !== undefined && { description }),
      ...(enabled !== undefined && { enabled }),
    });
    if (!changed) throw new Problem('webhook-endpoint-not-found');
    return jsonResponse(200, JSON.stringify(endpointView(changed, deps.now())), requestId);
  });

export const handler = createUpdateWebhookEndpoint(webhookRouteDependencies());
