import * as z from 'zod';
import { eventExample } from '#events/event-example';
import { defineRoute } from '#routes/define-route';
import { readyEndpointOf, type Endpoints } from '#routes/webhooks/endpoint-of';
import type { Tasks } from '#routes/webhooks/tasks';
import { endpointEvent } from '#webhooks/endpoint-event';
import { endpointExample, endpointPath } from '#webhooks/endpoint-input';

export const testWebhookEndpoint = defineRoute({
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
  problems: [
    'webhook-endpoint-not-found',
    'webhook-endpoint-disabled',
    'webhook-endpoint-unverified',
    'webhook-sending-limit',
  ],
  example: {
    request: { path: { endpointId: endpointExample.id } },
    answer: { status: 202, body: { eventId: eventExample.id } },
  },
  answer: async ({ path: { endpointId }, solutionProvider }, deps: Endpoints & Tasks & { now: () => number }) => {
    const endpoint = await readyEndpointOf(deps, solutionProvider, endpointId);
    await deps.takeSend(solutionProvider);
    const event = endpointEvent('webhook-endpoint.test', endpoint, deps.now());
    await deps.leave({ event, endpointId });
    return { status: 202, body: { eventId: event.id } };
  },
});
