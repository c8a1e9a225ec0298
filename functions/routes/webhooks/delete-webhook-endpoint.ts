import { defineRoute } from '#routes/define-route';
import { endpointOf } from '#routes/webhooks/endpoint-of';
import { endpointView, endpointViewSchema } from '#webhooks/endpoint';
import { endpointExample, endpointPath } from '#webhooks/endpoint-input';
import type { EndpointStore } from '#webhooks/endpoint-store';

export const deleteWebhookEndpoint = defineRoute({
  id: 'delete-webhook-endpoint',
  scope: 'webhooks:manage',
  summary: 'Delete a webhook endpoint',
  description: 'Nothing is sent there any more, and what still waited to be sent is dropped. Answers with what it was.',
  impact: 'Partners cannot stop events being sent to an address they have given up.',
  method: 'DELETE',
  path: '/v1/webhook-endpoints/{endpointId}',
  request: { path: endpointPath },
  takesIfMatch: true,
  idempotencyKey: 'needless',
  response: endpointViewSchema,
  problems: ['webhook-endpoint-not-found'],
  example: {
    request: { path: { endpointId: endpointExample.id } },
    answer: { status: 200, body: endpointExample },
  },
  answer: async (
    { path, solutionProvider, expectedVersions },
    deps: { endpoints: Pick<EndpointStore, 'find' | 'remove'>; now: () => number },
  ) => {
    const endpoint = await endpointOf(deps, solutionProvider, path.endpointId);
    await deps.endpoints.remove(endpoint, expectedVersions);
    return { body: endpointView(endpoint, deps.now()) };
  },
});
