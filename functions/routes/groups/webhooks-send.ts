import { events, redeliveries, webhookEndpoints, webhookSends, webhookTasks } from '#platform/table/keys';
import { defineGroup } from '#routes/define-group';
import { redeliverEvent } from '#routes/events/redeliver-event';
import { redeliverEventRange } from '#routes/webhooks/redeliver-event-range';
import { testWebhookEndpoint } from '#routes/webhooks/test-webhook-endpoint';

/** What is left to the webhook sender to do. */
export const webhooksSend = defineGroup({
  id: 'webhooks-send',
  description: 'Has test events sent, and events sent again',
  routes: [testWebhookEndpoint, redeliverEvent, redeliverEventRange],
  may: {
    get: [webhookEndpoints, redeliveries],
    list: [events],
    put: [webhookTasks, redeliveries],
    update: [webhookSends],
  },
});
