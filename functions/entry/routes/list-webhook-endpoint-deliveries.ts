import { webhookRouteDependencies } from '#entry/webhooks-route-dependencies';
import { createRouteHandler } from '#routes/create-route-handler';
import { listWebhookEndpointDeliveries } from '#routes/webhooks/list-webhook-endpoint-deliveries';

export const handler = createRouteHandler(listWebhookEndpointDeliveries, webhookRouteDependencies());
