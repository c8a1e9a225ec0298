import * as z from 'zod';
import { Problem } from '#domain/problems/problems';
import { eventIdPattern } from '#events/event';
import { eventExample } from '#events/event-example';
import type { EventStore } from '#events/event-store';
import { defineRoute } from '#routes/define-route';
import { readyEndpointOf, type Endpoints } from '#routes/webhooks/endpoint-of';
import type { Tasks } from '#routes/webhooks/tasks';
import { endpointIdParameter } from '#webhooks/endpoint-input';

export const redeliverEvent = defineRoute({
  id: 'redeliver-event',
  scope: 'webhooks:manage',
  summary: 'Redeliver an event',
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
  problems: [
    'event-not-found',
    'webhook-endpoint-not-found',
    'webhook-endpoint-disabled',
    'webhook-endpoint-unverified',
    'webhook-sending-limit',
  ],
  example: {
    request: { path: { eventId: eventExample.id } },
    answer: { status: 202, body: { eventId: eventExample.id } },
  },
  answer: async (
    { path: { eventId }, query: { endpointId }, solutionProvider },
    deps: Endpoints & Tasks & { events: Pick<EventStore, 'find'> },
  ) => {
    const event = await deps.events.find(eventId);
    if (event?.resource.solutionProvider !== solutionProvider) throw new Problem('event-not-found');
    if (endpointId !== undefined) await readyEndpointOf(deps, solutionProvider, endpointId);
    await deps.takeSend(solutionProvider);
    await deps.leave({ event, endpointId });
    return { status: 202, body: { eventId } };
  },
});
