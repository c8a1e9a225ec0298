import { webhookRouteDependencies } from '#entry/webhooks-route-dependencies';
import { createRouteHandler } from '#routes/create-route-handler';
import { deleteWebhookEndpoint } from '#routes/webhooks/delete-webhook-endpoint';

export const handler = createRouteHandler(deleteWebhookEndpoint, webhookRouteDependencies());
