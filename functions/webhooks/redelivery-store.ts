import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { timestampOf } from '#domain/timestamp';
import { Problem } from '#domain/problems/problems';
import { equals, itemNotExists, lessThan, or } from '#platform/table/conditions';
import { redeliveries as stored } from '#platform/table/keys';
import type { Table } from '#platform/table/table';

export const redeliverySchema = z.object({
  id: z.string(),
  since: z.iso.datetime(),
  until: z.iso.datetime(),
  startedAt: z.iso.datetime(),
  /** Events given to the queue so far. */
  sent: z.int(),
  /** When the last was; absent before. */
  endedAt: z.iso.datetime().optional(),
  /** No other is begun before. */
  busyUntilMs: z.int(),
});
export type Redelivery = z.output<typeof redeliverySchema>;

/** How long one that is not heard of any more holds up another. */
const leaseMs = 3_600_000;
/** How long one that has ended does: its webhooks are still on their way. */
const leastPauseMs = 60_000;
const pauseMsPerEvent = 100;

interface Whose {
  solutionProvider: string;
  endpointId: string;
}

/** Redeliveries of a time’s events, one for an endpoint at a time. @throws Problem `service-unavailable` */
export interface RedeliveryStore {
  /** @throws Problem `redelivery-running` */
  begin(whose: Whose, range: Pick<Redelivery, 'since' | 'until'>): Promise<Redelivery>;
  /** Notes that events were sent. False when it is not the one that runs, which is left as it is. */
  advance(whose: Whose, id: string, sent: number, isLast: boolean): Promise<boolean>;
}

export const createRedeliveryStore = (table: Table, now: () => number): RedeliveryStore => ({
  begin: async (whose, range) => {
    const redelivery: Redelivery = {
      ...range,
      id: randomUUID(),
      startedAt: timestampOf(now()),
      sent: 0,
      busyUntilMs: now() + leaseMs,
    };
    const item = { ...stored.key.of(whose), ...redelivery, expiresAt: stored.lifetime.expiresAt(now()) };
    if (await table.put(item, or(itemNotExists, lessThan('busyUntilMs', now())))) return redelivery;
    throw running(redeliverySchema.parse(await table.get(stored.key.of(whose))), now());
  },
  advance: async (whose, id, sent, isLast) => {
    const total = redeliverySchema.safeParse(await table.get(stored.key.of(whose))).data?.sent ?? 0;
    const pause = Math.max(leastPauseMs, (total + sent) * pauseMsPerEvent);
    const item = await table.update({
      key: stored.key.of(whose),
      add: { sent },
      set: {
        busyUntilMs: now() + (isLast ? pause : leaseMs),
        ...(isLast && { endedAt: timestampOf(now()) }),
      },
      condition: equals('id', id),
    });
    return item !== undefined;
  },
});

const running = ({ since, until, sent, endedAt, busyUntilMs }: Redelivery, nowMs: number): Problem => {
  const range = `the events from ${since} to ${until}`;
  return new Problem('redelivery-running', {
    detail:
      endedAt === undefined
        ? `The endpoint is being sent ${range}; ${sent} so far.`
        : `The endpoint was sent ${range}, ${sent} of them, at ${endedAt}; give it time to take them in.`,
    retryAfterSeconds: endedAt === undefined ? leastPauseMs / 1000 : Math.ceil((busyUntilMs - nowMs) / 1000),
  });
};
