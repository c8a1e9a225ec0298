import { timelineEntries, webhookEndpoints, webhookSends, webhookTasks } from '#platform/table/keys';
import { defineGroup } from '#routes/define-group';
import { createWebhookEndpoint } from '#routes/webhooks/create-webhook-endpoint';
import { rotateWebhookEndpointSecret } from '#routes/webhooks/rotate-webhook-endpoint-secret';
import { verifyWebhookEndpoint } from '#routes/webhooks/verify-webhook-endpoint';
import { updateWebhookEndpoint } from '#routes/webhooks/update-webhook-endpoint';

/** Changes of webhook endpoints, each of which replaces the endpoint; new URLs are sent a challenge. */
export const webhooksWrite = defineGroup({
  id: 'webhooks-write',
  description: 'Registers and changes webhook endpoints',
  routes: [createWebhookEndpoint, updateWebhookEndpoint, rotateWebhookEndpointSecret, verifyWebhookEndpoint],
  may: {
    get: [webhookEndpoints],
    query: [webhookEndpoints],
    put: [webhookEndpoints, webhookTasks, timelineEntries],
    update: [webhookEndpoints, webhookSends],
  },
  uses: ['webhook-key'],
});
