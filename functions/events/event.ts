import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { Key } from '#platform/table/table';
import { eventTypes, resourceKinds } from '#events/event-types';
import { labelShape } from '#domain/labels';
import { provenances } from '#domain/order/facts';

/** Grows only when a reader of the version before could misunderstand an event. New optional members do not count. */
export const eventSchemaVersion = '1';

/** Every event comes from this source on the bus. */
export const eventSource = 'att-partner-gateway';

/** One change of one resource, told the same way on the bus, to webhooks and in lists. */
export const eventSchema = z
  .object({
    schemaVersion: z.literal(eventSchemaVersion),
    id: z.string().describe('The same however often the event is sent; `webhook-id` of a delivery.'),
    type: z.enum(Object.keys(eventTypes)).describe('What happened. New types may come; none changes its meaning.'),
    sequence: z
      .int()
      .min(0)
      .describe(
        '1 for the first event of a resource, without gaps. Deliveries can overtake each other; this is the order.',
      ),
    occurredAt: z.iso.datetime().describe('When the gateway recorded the change.'),
    resource: z.object({
      kind: z.enum(resourceKinds),
      id: z
        .string()
        .describe(
          'AT&T’s id: of the quote for an order, of the request for a port-in, an activation or a PDP batch. The telephone number of a subscriber’s line. The gateway’s own id of anything else.',
        ),
      solutionProvider: z.string(),
    }),
    fact: z.string().optional().describe('What of an order changed, e.g. `credit`.'),
    subOrderId: z.string().optional().describe('The sub-order, where the fact is about one.'),
    before: z
      .string()
      .nullable()
      .describe('The fact or state before; null when nothing was known. Of devices the last four digits.'),
    after: z.string().nullable().describe('The fact or state now; null when the event is about neither.'),
    provenance: z
      .enum(provenances)
      .describe('`observed`: AT&T’s answer shows it. `attested`: a partner said so. `inferred`: it follows.'),
    conflict: z.literal(true).optional().describe('AT&T’s answer contradicts an attestation and has overruled it.'),
    status: z.string().optional().describe('The status word AT&T answered.'),
    reason: z.string().optional().describe('Code of the reason, where there is one.'),
    change: z.string().optional().describe('The change that was done, e.g. `cancel`.'),
    requestId: z.string().optional().describe('The write that led to it: `/v1/requests/{requestId}`.'),
    operation: z.string().optional().describe('Of a request or a line: the operation that was asked for.'),
    note: z.string().optional().describe('The note that was added: read the notes of the resource.'),
    challenge: z
      .string()
      .optional()
      .describe('Of `webhook-endpoint.verification` alone: answer 200 with `{"challenge": "…"}` to be sent events.'),
    ...labelShape,
  })
  .describe(
    'One change of one tracked resource. Carries no personal data but the telephone number of a line that was changed: read the resource for more.',
  );
export type ResourceEvent = z.output<typeof eventSchema>;

/** Made of resource and sequence, so that whoever tells of a change again tells it under the same id. */
export const eventIdOf = ({ pk, sk }: Key, sequence: number): string =>
  `evt_${createHash('sha256')
    .update(JSON.stringify([pk, sk, sequence]))
    .digest('base64url')
    .slice(0, 32)}`;

export const eventIdPattern = /^evt_[\w-]{32}$/;
