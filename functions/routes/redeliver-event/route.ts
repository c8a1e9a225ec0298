import * as z from 'zod';
import { eventIdPattern } from '#events/event';
import { eventExample } from '#events/event-example';
import { defineRoute } from '#routes/define-route';
import { endpointIdParameter } from '#webhooks/endpoint-input';

export const route = defineRoute({
  id: 'redeliver-event',
  scope: 'webhooks:manage',
  summary: 'Send an event again',
  description:
    'Sends the event again, under the same `webhook-id`: to the endpoint named, whatever its filter says, or to every endpoint it is for.',
  impact: 'Partners cannot have a lost webhook sent again.',
  method: 'POST',
  path: '/v1/events/{eventId}/redelivery',
  request: {
    path: z.object({ eventId: z.string().regex(eventIdPattern, 'must be an event id as the gateway gave it') }),
    query: z.object({ endpointId: endpointIdParameter.describe('Only to this endpoint.').optional() }),
  },
  response: z.object({ eventId: z.string() }),
  example: {
    request: { path: { eventId: eventExample.id } },
    answer: { status: 202, body: { eventId: eventExample.id } },
  },
});
