import { webhookEndpoints } from '#platform/table/keys';
import { defineGroup } from '#routes/define-group';
import { deleteWebhookEndpoint } from '#routes/webhooks/delete-webhook-endpoint';

/** Alone, because nothing else may delete. */
export const webhooksDelete = defineGroup({
  id: 'webhooks-delete',
  description: 'Deletes webhook endpoints',
  routes: [deleteWebhookEndpoint],
  may: {
    get: [webhookEndpoints],
    delete: [webhookEndpoints],
  },
});
