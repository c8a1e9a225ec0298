import { defineRoute } from '#routes/define-route';
import { endpointViewSchema } from '#webhooks/endpoint';
import { endpointExample, endpointPath } from '#webhooks/endpoint-input';

export const route = defineRoute({
  id: 'delete-webhook-endpoint',
  scope: 'webhooks:manage',
  summary: 'Delete a webhook endpoint',
  description: 'Nothing is sent there any more, and what still waited to be sent is dropped. Answers with what it was.',
  impact: 'Partners cannot stop events being sent to an address they have given up.',
  method: 'DELETE',
  path: '/v1/webhook-endpoints/{endpointId}',
  request: { path: endpointPath },
  response: endpointViewSchema,
  example: {
    request: { path: { endpointId: endpointExample.id } },
    answer: { status: 200, body: endpointExample },
  },
});
