import * as z from 'zod';
import { defineRoute } from '#routes/define-route';
import { endpointViewSchema } from '#webhooks/endpoint';
import { endpointExample, endpointInput, endpointPath } from '#webhooks/endpoint-input';

export const route = defineRoute({
  id: 'update-webhook-endpoint',
  scope: 'webhooks:manage',
  summary: 'Change a webhook endpoint',
  description:
    'Changes the members that are sent and leaves the others. `enabled: true` switches an endpoint on again that was switched off; what happened meanwhile is not sent by itself: ask for it with POST /v1/webhook-endpoints/{endpointId}/redelivery.',
  impact: 'Partners cannot switch an endpoint on again or send events elsewhere.',
  method: 'PATCH',
  path: '/v1/webhook-endpoints/{endpointId}',
  request: {
    path: endpointPath,
    body: z.strictObject({
      url: endpointInput.url.optional(),
      failoverUrl: endpointInput.failoverUrl
        .nullable()
        .describe(`${endpointInput.failoverUrl.description} Null takes it away.`)
        .optional(),
      types: endpointInput.types.optional(),
      description: endpointInput.description.optional(),
      enabled: z.boolean().optional(),
    }),
  },
  response: endpointViewSchema,
  example: {
    request: { path: { endpointId: endpointExample.id }, body: { enabled: true } },
    answer: { status: 200, body: endpointExample },
  },
});
