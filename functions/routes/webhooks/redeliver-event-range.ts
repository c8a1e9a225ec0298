import * as z from 'zod';
import { pointInTime } from '#domain/point-in-time';
import { defineRoute } from '#routes/define-route';
import { readyEndpointOf, type Endpoints } from '#routes/webhooks/endpoint-of';
import type { Tasks } from '#routes/webhooks/tasks';
import { endpointExample, endpointPath } from '#webhooks/endpoint-input';
import type { RedeliveryStore } from '#webhooks/redelivery-store';

interface Redelivering extends Endpoints, Pick<Tasks, 'leave'> {
  redeliveries: Pick<RedeliveryStore, 'begin'>;
  now: () => number;
}

export const redeliverEventRange = defineRoute({
  id: 'redeliver-event-range',
  scope: 'webhooks:manage',
  summary: 'Redeliver the events of a period',
  description:
    'Sends everything published in a time again to one endpoint, as far as its filter lets it, under the same `webhook-id`s. For an endpoint that was down. One at a time for an endpoint: another can be asked for a minute after the last event was sent, or after a tenth of a second for each that was.',
  impact: 'Partners whose endpoint was down cannot have the lost webhooks sent again.',
  method: 'POST',
  path: '/v1/webhook-endpoints/{endpointId}/redelivery',
  request: {
    path: endpointPath,
    body: z.strictObject({
      since: pointInTime.describe('Events published at or after this time.'),
      until: pointInTime.describe('Events published before this time; now when left out.').optional(),
    }),
  },
  response: z.object({ since: z.iso.datetime(), until: z.iso.datetime() }),
  problems: [
    'webhook-endpoint-not-found',
    'webhook-endpoint-disabled',
    'webhook-endpoint-unverified',
    'redelivery-running',
  ],
  example: {
    request: { path: { endpointId: endpointExample.id }, body: { since: '2026-03-05T09:00:00Z' } },
    answer: { status: 202, body: { since: '2026-03-05T09:00:00.000Z', until: '2026-03-05T12:00:00.000Z' } },
  },
  answer: async ({ path: { endpointId }, body, solutionProvider }, deps: Redelivering) => {
    await readyEndpointOf(deps, solutionProvider, endpointId);
    const since = new Date(body.since).toISOString();
    const until = new Date(body.until ?? deps.now()).toISOString();
    const { id } = await deps.redeliveries.begin({ solutionProvider, endpointId }, { since, until });
    await deps.leave({ endpointId, solutionProvider, since, until, redeliveryId: id });
    return { status: 202, body: { since, until } };
  },
});
