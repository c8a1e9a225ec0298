import { webhookRouteDependencies } from '#entry/webhooks-route-dependencies';
import { createRouteHandler } from '#routes/create-route-handler';
import { testWebhookEndpoint } from '#routes/webhooks/test-webhook-endpoint';

export const handler = createRouteHandler(testWebhookEndpoint, webhookRouteDependencies());
