import { webhookRouteDependencies } from '#entry/webhooks-route-dependencies';
import { createRouteHandler } from '#routes/create-route-handler';
import { createWebhookEndpoint } from '#routes/webhooks/create-webhook-endpoint';

export const handler = createRouteHandler(createWebhookEndpoint, webhookRouteDependencies());
