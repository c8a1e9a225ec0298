import { deliveries, webhookEndpoints } from '#platform/table/keys';
import { defineGroup } from '#routes/define-group';
import { listWebhookEndpointDeliveries } from '#routes/webhooks/list-webhook-endpoint-deliveries';
import { listWebhookEndpoints } from '#routes/webhooks/list-webhook-endpoints';

/** Reads of webhook endpoints and what was sent to them. */
export const webhooksRead = defineGroup({
  id: 'webhooks-read',
  description: 'Reads webhook endpoints and deliveries',
  routes: [listWebhookEndpoints, listWebhookEndpointDeliveries],
  may: {
    get: [webhookEndpoints],
    query: [webhookEndpoints, deliveries],
  },
});
