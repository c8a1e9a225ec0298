import * as z from 'zod';
import { defineRoute } from '#routes/define-route';
import { endpointView, endpointViewSchema } from '#webhooks/endpoint';
import { endpointExample } from '#webhooks/endpoint-input';
import type { EndpointStore } from '#webhooks/endpoint-store';

export const listWebhookEndpoints = defineRoute({
  id: 'list-webhook-endpoints',
  scope: 'webhooks:manage',
  summary: 'List webhook endpoints',
  description: 'Every endpoint of the Solution Provider, oldest first, and whether anything gets through to it.',
  impact: 'Partners cannot see where their events are sent.',
  method: 'GET',
  path: '/v1/webhook-endpoints',
  request: {},
  response: z.object({ endpoints: z.array(endpointViewSchema) }),
  problems: [],
  example: { request: {}, answer: { status: 200, body: { endpoints: [endpointExample] } } },
  answer: async ({ solutionProvider }, deps: { endpoints: Pick<EndpointStore, 'list'>; now: () => number }) => {
    const all = await deps.endpoints.list(solutionProvider);
    return { body: { endpoints: all.map((endpoint) => endpointView(endpoint, deps.now())) } };
  },
});
