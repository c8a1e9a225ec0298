import { Problem } from '#domain/problems/problems';
import { jsonResponse } from '#api/response';
import { createRouteHandler } from '#routes/create-route-handler';
import { route } from '#routes/create-webhook-endpoint/route';
import { endpointView } from '#webhooks/endpoint';
import { mostEndpoints } from '#webhooks/endpoint-store';
import {
  requireTargets,
  webhookRouteDependencies,
  type WebhookRouteDependencies,
} from '#entry/webhooks-route-dependencies';

export const createCreateWebhookEndpoint = (deps: WebhookRouteDependencies) =>
  createRouteHandler(route, deps, async ({ request, requestId, solutionProvider }) => {
    const { url, failoverUrl, types = ['*'], description } = route.request.body.parse(request.body?.value);
    await requireTargets(deps, { url, failoverUrl });
    if ((await deps.endpoints.list(solutionProvider)).length >= mostEndpoints) {
      throw new Problem('webhook-endpoint-limit', { detail: `It has ${mostEndpoints}.` });
    }
    const endpoint = await deps.endpoints.create({ solutionProvider, url, failoverUrl, types, description });
    const [newest] = endpoint.secrets;
    const answer = { ...endpointView(endpoint, deps.now()), secret: newest?.secret };
    return jsonResponse(201, JSON.stringify(answer), requestId);
  });

export const handler = createCreateWebhookEndpoint(webhookRouteDependencies());
