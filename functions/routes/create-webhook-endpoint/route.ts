import * as z from 'zod';
import { defineRoute } from '#routes/define-route';
import { endpointExample, endpointInput, endpointWithSecretSchema, secretExample } from '#webhooks/endpoint-input';

const { url, failoverUrl, types } = endpointExample;

export const route = defineRoute({
  id: 'create-webhook-endpoint',
  scope: 'webhooks:manage',
  summary: 'Register a webhook endpoint',
  description:
    'From now on what happens to the Solution Provider’s orders, port-ins, activations and PDP batches is sent there, signed after the Standard Webhooks specification. The answer holds the signing secret, this once.',
  impact: 'Partners cannot have events sent to a new address.',
  method: 'POST',
  path: '/v1/webhook-endpoints',
  request: {
    body: z.strictObject({
      url: endpointInput.url,
      failoverUrl: endpointInput.failoverUrl.optional(),
      types: endpointInput.types.optional(),
      description: endpointInput.description.optional(),
    }),
  },
  response: endpointWithSecretSchema,
  example: {
    request: { body: { url, failoverUrl, types, description: 'CRM' } },
    answer: { status: 201, body: { ...endpointExample, secret: secretExample } },
  },
});
