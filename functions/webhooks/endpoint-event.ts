import { timestampOf } from '#domain/timestamp';
import { randomUUID } from 'node:crypto';
import { eventIdOf, eventSchemaVersion, type ResourceEvent } from '#events/event';
import { webhookEndpoints } from '#platform/table/keys';
import type { Endpoint } from '#webhooks/endpoint';

/** An event for one endpoint alone. Outside the endpoint’s sequence, so that it leaves no gap. */
export const endpointEvent = (
  type: 'webhook-endpoint.test' | 'webhook-endpoint.verification',
  { id, solutionProvider }: Endpoint,
  now: number,
): ResourceEvent => ({
  schemaVersion: eventSchemaVersion,
  id: eventIdOf({ pk: webhookEndpoints.key.partitionOf({ solutionProvider }), sk: randomUUID() }, 0),
  type,
  sequence: 0,
  occurredAt: timestampOf(now),
  resource: { kind: 'webhook-endpoint', id, solutionProvider },
  before: null,
  after: null,
  provenance: 'observed',
});
