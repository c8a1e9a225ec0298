import { webhookRouteDependencies } from '#entry/webhooks-route-dependencies';
import { createRouteHandler } from '#routes/create-route-handler';
import { updateWebhookEndpoint } from '#routes/webhooks/update-webhook-endpoint';

export const handler = createRouteHandler(updateWebhookEndpoint, webhookRouteDependencies());
