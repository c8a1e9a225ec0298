import { defineRoute } from '#routes/define-route';
import { endpointExample, endpointPath, endpointWithSecretSchema, secretExample } from '#webhooks/endpoint-input';

export const route = defineRoute({
  id: 'rotate-webhook-endpoint-secret',
  scope: 'webhooks:manage',
  summary: 'Rotate the secret of a webhook endpoint',
  description:
    'Makes a new signing secret and shows it this once. For 24 hours every delivery carries two signatures, one by the new secret and one by the one before; after that only the new one counts.',
  impact: 'Partners cannot replace a signing secret that has leaked.',
  method: 'POST',
  path: '/v1/webhook-endpoints/{endpointId}/secret-rotation',
  request: { path: endpointPath },
  response: endpointWithSecretSchema,
  example: {
    request: { path: { endpointId: endpointExample.id } },
    answer: { status: 200, body: { ...endpointExample, secretsInUse: 2, secret: secretExample } },
  },
});
