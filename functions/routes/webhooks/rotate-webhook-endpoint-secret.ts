import { Problem } from '#domain/problems/problems';
import { defineRoute } from '#routes/define-route';
import { endpointOf } from '#routes/webhooks/endpoint-of';
import { withSecret, type Signing } from '#routes/webhooks/endpoint-answer';
import { endpointExample, endpointPath, endpointWithSecretSchema, secretExample } from '#webhooks/endpoint-input';
import type { EndpointStore } from '#webhooks/endpoint-store';

export const rotateWebhookEndpointSecret = defineRoute({
  id: 'rotate-webhook-endpoint-secret',
  scope: 'webhooks:manage',
  summary: 'Rotate the secret of a webhook endpoint',
  description:
    'Makes a new signing secret and shows it this once. For 24 hours every delivery carries two signatures, one by the new secret and one by the one before; after that only the new one counts.',
  impact: 'Partners cannot replace a signing secret that has leaked.',
  method: 'POST',
  path: '/v1/webhook-endpoints/{endpointId}/secret-rotation',
  request: { path: endpointPath },
  takesIfMatch: true,
  answersWithTag: true,
  response: endpointWithSecretSchema,
  problems: ['webhook-endpoint-not-found'],
  example: {
    request: { path: { endpointId: endpointExample.id } },
    answer: { status: 200, body: { ...endpointExample, secretsInUse: 2, secret: secretExample } },
  },
  answer: async (
    { path, solutionProvider, expectedVersions },
    deps: Signing & { endpoints: Pick<EndpointStore, 'find' | 'rotateSecret'> },
  ) => {
    const endpoint = await endpointOf(deps, solutionProvider, path.endpointId);
    const rotated = await deps.endpoints.rotateSecret(endpoint, expectedVersions);
    if (!rotated) throw new Problem('webhook-endpoint-not-found');
    return withSecret(deps, rotated);
  },
});
