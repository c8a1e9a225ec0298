import * as z from 'zod';
import { defineRoute } from '#routes/define-route';
import { endpointViewSchema } from '#webhooks/endpoint';
import { endpointExample } from '#webhooks/endpoint-input';

export const route = defineRoute({
  id: 'list-webhook-endpoints',
  scope: 'webhooks:manage',
  summary: 'List webhook endpoints',
  description: 'Every endpoint of the Solution Provider, oldest first, and whether anything gets through to it.',
  impact: 'Partners cannot see where their events are sent.',
  method: 'GET',
  path: '/v1/webhook-endpoints',
  request: {},
  response: z.object({ endpoints: z.array(endpointViewSchema) }),
  example: { request: {}, answer: { status: 200, body: { endpoints: [endpointExample] } } },
});
