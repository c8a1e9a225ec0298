import { randomUUID } from 'node:crypto';
import { eventIdOf, eventSchemaVersion, type ResourceEvent } from '#events/event';
import { webhookEndpoints } from '#platform/table/keys';
import { jsonResponse } from '#api/response';
import { createRouteHandler } from '#routes/create-route-handler';
import { route } from '#routes/test-webhook-endpoint/route';
import type { Endpoint } from '#webhooks/endpoint';
import {
  enabledEndpointOf,
  webhookRouteDependencies,
  type WebhookRouteDependencies,
} from '#entry/webhooks-route-dependencies';

export const createTestWebhookEndpoint = (deps: WebhookRouteDependencies) =>
  createRouteHandler(route, deps, async ({ request, requestId, solutionProvider }) => {
    const { endpointId } = route.request.path.parse(request.path);
    const event = testEvent(await enabledEndpointOf(deps, solutionProvider, endpointId), deps.now());
    await deps.leave({ event, endpointId });
    return jsonResponse(202, JSON.stringify({ eventId: event.id }), requestId);
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

export const handler = createTestWebhookEndpoint(webhookRouteDependencies());
