import { webhookRouteDependencies } from '#entry/webhooks-route-dependencies';
import { createRouteHandler } from '#routes/create-route-handler';
import { listWebhookEndpoints } from '#routes/webhooks/list-webhook-endpoints';

export const handler = createRouteHandler(listWebhookEndpoints, webhookRouteDependencies());
