import { webhookRouteDependencies } from '#entry/webhooks-route-dependencies';
import { createRouteHandler } from '#routes/create-route-handler';
import { rotateWebhookEndpointSecret } from '#routes/webhooks/rotate-webhook-endpoint-secret';

export const handler = createRouteHandler(rotateWebhookEndpointSecret, webhookRouteDependencies());
