import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { eventIdOf, eventSchemaVersion, type ResourceEvent } from '#events/event';
import { eventExample } from '#events/event-example';
import { webhookEndpoints } from '#platform/table/keys';
import { defineRoute } from '#routes/define-route';
import { enabledEndpointOf, type Endpoints } from '#routes/webhooks/endpoint-of';
import type { Tasks } from '#routes/webhooks/tasks';
import type { Endpoint } from '#webhooks/endpoint';
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
  problems: ['webhook-endpoint-not-found', 'webhook-endpoint-disabled'],
  example: {
    request: { path: { endpointId: endpointExample.id } },
    answer: { status: 202, body: { eventId: eventExample.id } },
  },
  answer: async ({ path: { endpointId }, solutionProvider }, deps: Endpoints & Tasks & { now: () => number }) => {
    const event = testEvent(await enabledEndpointOf(deps, solutionProvider, endpointId), deps.now());
    await deps.leave({ event, endpointId });
    return { status: 202, body: { eventId: event.id } };
  },
});

/** Outside the endpoint’s sequence, so that trying it leaves no gap. */
const testEvent = ({ id, solutionProvider }: Endpoint, now: number): ResourceEvent => ({
  schemaVersion: eventSchemaVersion,
  id: eventIdOf({ pk: webhookEndpoints.key.partitionOf({ solutionProvider }), sk: randomUUID() }, 0),
  type: 'webhook-endpoint.test',
  sequence: 0,
  occurredAt: new Date(now).toISOString(),
  resource: { kind: 'webhook-endpoint', id, solutionProvider },
  before: null,
  after: null,
  provenance: 'observed',
});
