import { webhookRouteDependencies } from '#entry/webhooks-route-dependencies';
import { createRouteHandler } from '#routes/create-route-handler';
import { redeliverEventRange } from '#routes/webhooks/redeliver-event-range';

export const handler = createRouteHandler(redeliverEventRange, webhookRouteDependencies());
