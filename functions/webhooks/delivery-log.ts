import * as z from 'zod';
import { deliveries as stored } from '#platform/table/keys';
import type { Item, Table } from '#platform/table/table';

/** Why an attempt did not get through. */
export const failures = [
  'timeout',
  'connection',
  'certificate',
  'redirect',
  'gone',
  'status',
  'not-found',
  'not-public',
  'challenge',
] as const;
export type Failure = (typeof failures)[number];

/** Where an attempt can end. */
export const endpointUrls = ['url', 'failoverUrl'] as const;
export type EndpointUrl = (typeof endpointUrls)[number];

const failure = z
  .enum(failures)
  .describe(
    '`not-public`: the host’s name leads to an address outside of the public internet. `challenge`: it did not answer with the challenge it was sent.',
  );
const status = z.int().describe('HTTP status the endpoint answered with.').optional();

export const deliverySchema = z.object({
  eventId: z.string(),
  eventType: z.string(),
  attempt: z.int().describe('1 to 10.'),
  at: z.iso.datetime().describe('When the attempt began.'),
  outcome: z
    .enum(['delivered', 'failed', 'exhausted', 'not-sent'])
    .describe(
      '`failed`: it will be tried again at `nextAttemptAfterSeconds`. `exhausted`: that was the last attempt. `not-sent`: the endpoint was switched off, or its `url` was not verified.',
    ),
  sentTo: z
    .enum(endpointUrls)
    .describe('Which of the endpoint’s URLs answered, or failed last: `failoverUrl` after `url` failed.')
    .optional(),
  failure: failure.optional(),
  status,
  atUrl: z
    .object({ failure, status })
    .describe('How the attempt failed at `url`, before it was made at `failoverUrl`.')
    .optional(),
  durationMs: z.int().optional(),
  nextAttemptAfterSeconds: z.int().optional(),
});
export type Delivery = z.output<typeof deliverySchema>;

export interface DeliveryListing {
  deliveries: Delivery[];
  next?: string;
}

/** Every attempt to deliver something, per endpoint. @throws Problem `service-unavailable` */
export interface DeliveryLog {
  add(endpointId: string, delivery: Delivery): Promise<void>;
  /** Newest first. @param after position as the page before gave it */
  list(endpointId: string, limit: number, after?: string): Promise<DeliveryListing>;
}

export const createDeliveryLog = (table: Table): DeliveryLog => ({
  add: async (endpointId, delivery) => {
    const { at, eventId, attempt } = delivery;
    const item: Item = {
      ...stored.key.of({ endpointId, at, eventId, attempt: String(attempt) }),
      ...delivery,
      expiresAt: stored.lifetime.expiresAt(Date.parse(at)),
    };
    await table.put(item);
  },
  list: async (endpointId, limit, after) => {
    const pk = stored.key.partitionOf({ endpointId });
    const page = await table.query({
      partition: pk,
      limit,
      descending: true,
      ...(after !== undefined && { after: { pk, sk: after } }),
    });
    const next = page.next?.['sk'];
    return {
      deliveries: page.items.map((item) => deliverySchema.parse(item)),
      ...(typeof next === 'string' && { next }),
    };
  },
});
