import * as z from 'zod';
import { Problem } from '#domain/problems/problems';
import { defineRoute } from '#routes/define-route';
import { requireTargets, type WebhookTargets } from '#routes/webhooks/require-targets';
import { withSecret } from '#routes/webhooks/with-secret';
import { endpointExample, endpointInput, endpointWithSecretSchema, secretExample } from '#webhooks/endpoint-input';
import { mostEndpoints, type EndpointStore } from '#webhooks/endpoint-store';

const { url, failoverUrl, types } = endpointExample;

export const createWebhookEndpoint = defineRoute({
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
  problems: ['webhook-endpoint-limit'],
  example: {
    request: { body: { url, failoverUrl, types, description: 'CRM' } },
    answer: { status: 201, body: { ...endpointExample, secret: secretExample } },
  },
  answer: async (
    { body: { types: wanted = ['*'], ...input }, solutionProvider },
    deps: WebhookTargets & { endpoints: Pick<EndpointStore, 'list' | 'create'>; now: () => number },
  ) => {
    await requireTargets(deps, { url: input.url, failoverUrl: input.failoverUrl });
    if ((await deps.endpoints.list(solutionProvider)).length >= mostEndpoints) {
      throw new Problem('webhook-endpoint-limit', {
        detail: `The Solution Provider already has ${mostEndpoints} webhook endpoints (limit ${mostEndpoints}).`,
      });
    }
    const { failoverUrl: failover, description } = input;
    const endpoint = await deps.endpoints.create({
      solutionProvider,
      url: input.url,
      failoverUrl: failover,
      types: wanted,
      description,
    });
    return { status: 201, body: withSecret(endpoint, deps.now()) };
  },
});
