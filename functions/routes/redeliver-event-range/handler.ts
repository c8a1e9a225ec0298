import { jsonResponse } from '#api/response';
import { createRouteHandler } from '#routes/create-route-handler';
import { route } from '#routes/redeliver-event-range/route';
import {
  enabledEndpointOf,
  webhookRouteDependencies,
  type WebhookRouteDependencies,
} from '#entry/webhooks-route-dependencies';

export const createRedeliverEventRange = (deps: WebhookRouteDependencies) =>
  createRouteHandler(route, deps, async ({ request, requestId, solutionProvider }) => {
    const { endpointId } = route.request.path.parse(request.path);
    const body = route.request.body.parse(request.body?.value);
    await enabledEndpointOf(deps, solutionProvider, endpointId);
    const since = new Date(body.since).toISOString();
    const until = new Date(body.until ?? deps.now()).toISOString();
    await deps.leave({ endpointId, solutionProvider, since, until });
    return jsonResponse(202, JSON.stringify({ since, until }), requestId);
  });

export const handler = createRedeliverEventRange(webhookRouteDependencies());
