import { Problem } from '#domain/problems/problems';
import { defineRoute } from '#routes/define-route';
import { endpointAnswer } from '#routes/webhooks/endpoint-answer';
import { endpointOf } from '#routes/webhooks/endpoint-of';
import { challengePending, type Tasks } from '#routes/webhooks/tasks';
import { endpointViewSchema } from '#webhooks/endpoint';
import { endpointExample, endpointPath } from '#webhooks/endpoint-input';
import type { EndpointStore } from '#webhooks/endpoint-store';

export const verifyWebhookEndpoint = defineRoute({
  id: 'verify-webhook-endpoint',
  scope: 'webhooks:manage',
  summary: 'Send the challenge to a webhook endpoint again',
  description:
    'Asks every URL of the endpoint that has not answered yet whether it wants events: it is sent `webhook-endpoint.verification` and has to answer 200 with `{"challenge": "…"}`, three attempts. See what came of it in `verification`, or with GET /v1/webhook-endpoints/{endpointId}/deliveries. A URL that is verified is not asked again.',
  impact: 'Partners cannot have events sent to an endpoint that did not answer its challenge.',
  method: 'POST',
  path: '/v1/webhook-endpoints/{endpointId}/verification',
  request: { path: endpointPath },
  answersWithTag: true,
  response: endpointViewSchema,
  problems: ['webhook-endpoint-not-found', 'webhook-sending-limit'],
  example: {
    request: { path: { endpointId: endpointExample.id } },
    answer: { status: 202, body: { ...endpointExample, verification: { url: 'verified', failoverUrl: 'pending' } } },
  },
  answer: async (
    { path, solutionProvider },
    deps: Tasks & { endpoints: Pick<EndpointStore, 'find' | 'askAgain'>; now: () => number },
  ) => {
    const endpoint = await endpointOf(deps, solutionProvider, path.endpointId);
    await deps.takeSend(solutionProvider);
    const asked = await deps.endpoints.askAgain(endpoint);
    if (!asked) throw new Problem('webhook-endpoint-not-found');
    await challengePending(deps, asked);
    return { status: 202, ...endpointAnswer(asked, deps.now()) };
  },
});
