import { webhookRouteDependencies } from '#entry/webhooks-route-dependencies';
import { createRouteHandler } from '#routes/create-route-handler';
import { listEvents } from '#routes/events/list-events';

export const handler = createRouteHandler(listEvents, webhookRouteDependencies());
