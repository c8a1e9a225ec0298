import { webhookRouteDependencies } from '#entry/webhooks-route-dependencies';
import { createRouteHandler } from '#routes/create-route-handler';
import { redeliverEvent } from '#routes/events/redeliver-event';

export const handler = createRouteHandler(redeliverEvent, webhookRouteDependencies());
