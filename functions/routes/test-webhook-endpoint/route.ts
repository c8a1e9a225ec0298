import * as z from 'zod';
import { eventExample } from '#events/event-example';
import { defineRoute } from '#routes/define-route';
import { endpointExample, endpointPath } from '#webhooks/endpoint-input';

export const route = defineRoute({
  id: 'test-webhook-endpoint',
  scope: 'webhooks:manage',
  summary: 'Send a test event to a webhook endpoint',
  description:
    'Sends `webhook-endpoint.test` there, signed like every other event and whatever the endpoint’s filter says. See what came of it with GET /v1/webhook-endpoints/{endpointId}/deliveries.',
  impact: 'Partners cannot try a webhook endpoint.',
  method: 'POST',
  path: '/v1/webhook-endpoints/{endpointId}/test-event',
  request: { path: endpointPath },
  response: z.object({ eventId: z.string().describe('`webhook-id` of the delivery.') }),
  example: {
    request: { path: { endpointId: endpointExample.id } },
    answer: { status: 202, body: { eventId: eventExample.id } },
  },
});
