import { Problem } from '#domain/problems/problems';
import { jsonResponse } from '#api/response';
import { createRouteHandler } from '#routes/create-route-handler';
import { route } from '#routes/redeliver-event/route';
import {
  enabledEndpointOf,
  webhookRouteDependencies,
  type WebhookRouteDependencies,
} from '#entry/webhooks-route-dependencies';

export const createRedeliverEvent = (deps: WebhookRouteDependencies) =>
  createRouteHandler(route, deps, async ({ request, requestId, solutionProvider }) => {
    const { eventId } = route.request.path.parse(request.path);
    const { endpointId } = route.request.query.parse(request.query);
    const event = await deps.events.find(eventId);
    if (event?.resource.solutionProvider !== solutionProvider) throw new Problem('event-not-found');
    if (endpointId !== undefined) await enabledEndpointOf(deps, solutionProvider, endpointId);
    await deps.leave({ event, endpointId });
    return jsonResponse(202, JSON.stringify({ eventId }), requestId);
  });

export const handler = createRedeliverEvent(webhookRouteDependencies());
