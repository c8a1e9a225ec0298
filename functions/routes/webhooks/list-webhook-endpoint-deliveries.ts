import * as z from 'zod';
import { eventIdPattern } from '#events/event';
import { eventExample } from '#events/event-example';
import { defineRoute } from '#routes/define-route';
import { filled } from '#routes/list-page';
import { endpointOf, type Endpoints } from '#routes/webhooks/endpoint-of';
import { cursors } from '#webhooks/cursor';
import { deliverySchema, type Delivery, type DeliveryLog } from '#webhooks/delivery-log';
import { endpointExample, endpointPath } from '#webhooks/endpoint-input';
import { listLimit } from '#webhooks/list-limit';

export const listWebhookEndpointDeliveries = defineRoute({
  id: 'list-webhook-endpoint-deliveries',
  scope: 'webhooks:manage',
  summary: 'List deliveries to a webhook endpoint',
  description: 'Every attempt of the last 30 days, newest first: when, what came of it, and when the next one is due.',
  impact: 'Partners cannot see why events do not reach them.',
  method: 'GET',
  path: '/v1/webhook-endpoints/{endpointId}/deliveries',
  request: {
    path: endpointPath,
    query: z.object({
      outcome: deliverySchema.shape.outcome.describe('Only attempts that ended so.').optional(),
      eventId: z
        .string()
        .regex(eventIdPattern, 'must be the id of an event')
        .describe('Only attempts to deliver this event.')
        .optional(),
      limit: listLimit.describe('Most attempts to return; 25 when left out.').optional(),
      cursor: z.string().max(300).describe('`nextCursor` of the page before.').optional(),
    }),
  },
  response: z.object({
    deliveries: z.array(deliverySchema),
    nextCursor: z.string().describe('Send it as `cursor` to go on; absent on the last page.').optional(),
  }),
  problems: ['webhook-endpoint-not-found'],
  example: {
    request: { path: { endpointId: endpointExample.id }, query: { limit: '10' } },
    answer: {
      status: 200,
      body: {
        deliveries: [
          {
            eventId: eventExample.id,
            eventType: eventExample.type,
            attempt: 1,
            at: '2026-03-05T09:04:52.000Z',
            outcome: 'failed',
            sentTo: 'failoverUrl',
            failure: 'status',
            status: 503,
            atUrl: { failure: 'timeout' },
            durationMs: 15_240,
            nextAttemptAfterSeconds: 5,
          },
        ],
      },
    },
  },
  answer: async (
    { path, query: { outcome, eventId, limit = '25', cursor }, solutionProvider },
    deps: Endpoints & { deliveries: Pick<DeliveryLog, 'list'> },
  ) => {
    const { id } = await endpointOf(deps, solutionProvider, path.endpointId);
    const after = cursor === undefined ? undefined : cursors.placeOf(cursor).after;
    const { views, next } = await filled<Delivery, string>(
      Number(limit),
      after,
      async (most, from) => {
        const page = await deps.deliveries.list(id, most, from);
        return { views: page.deliveries, next: page.next };
      },
      (delivery) =>
        (outcome === undefined || delivery.outcome === outcome) &&
        (eventId === undefined || delivery.eventId === eventId),
    );
    return { body: { deliveries: views, ...(next !== undefined && { nextCursor: cursors.at({ after: next }) }) } };
  },
});
