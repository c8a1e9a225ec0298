import * as z from 'zod';
import { pointInTime } from '#domain/point-in-time';
import { eventSchema, type ResourceEvent } from '#events/event';
import { eventExample } from '#events/event-example';
import type { EventStore } from '#events/event-store';
import { isNamedBy, namesSomething, resourceKinds } from '#events/event-types';
import { cursorsOf } from '#domain/cursor';
import { knownRecordId } from '#routes/orders/known-record-id';
import { requestIdParameter } from '#requests/request-view-schema';
import { defineRoute } from '#routes/define-route';
import { referenceFilter } from '#routes/list-page';
import { listLimit } from '#webhooks/list-limit';

const resourceName = z
  .string()
  .max(160)
  .regex(new RegExp(`^(${resourceKinds.join('|')}):.+$`), 'must be a kind and an id, like `order:0Q0dx000002UEnZCAW`');

/** Places in the log. */
const cursors = cursorsOf(z.object({ after: z.string().regex(/^\d{15}$/) }));

const query = z.object({
  since: pointInTime.describe('Only events published at or after this time. Ignored with `cursor`.').optional(),
  type: z
    .string()
    .max(100)
    .refine(namesSomething, 'names no event type')
    .describe('One type, or all of a kind like `order.credit.*`.')
    .optional(),
  resource: resourceName.describe('Only events of one resource: `<kind>:<id>`.').optional(),
  subOrderId: knownRecordId.describe('Only events about this sub-order.').optional(),
  requestId: requestIdParameter.describe('Only events this write led to.').optional(),
  customerReference: referenceFilter,
  limit: listLimit.describe('Most events to return; 25 when left out.').optional(),
  cursor: z.string().max(300).describe('`nextCursor` of the page before.').optional(),
});

export const listEvents = defineRoute({
  id: 'list-events',
  scope: 'tracking:read',
  summary: 'List events',
  description:
    'What happened to the Solution Provider’s resources in the last 30 days, in the order it was published, which is the order it happened in per resource. Every answer has a `nextCursor` to go on from, now or later, so whoever has lost events catches up from the last cursor or from a time. Whoever goes on from a cursor sees every event there is after it, however late it was published, and once; one whose publication had to be repeated may be listed twice, under the same id.',
  impact: 'Partners that missed webhooks cannot catch up.',
  method: 'GET',
  path: '/v1/events',
  request: { query },
  response: z.object({
    events: z.array(eventSchema),
    hasMore: z
      .boolean()
      .describe('Whether there is more to be read now. A page can be short and still have more behind.'),
    nextCursor: z
      .string()
      .describe('Where to go on; absent as long as there was nothing and no cursor was sent.')
      .optional(),
  }),
  problems: [],
  example: {
    request: { query: { type: 'order.*', limit: '10' } },
    answer: {
      status: 200,
      body: {
        events: [eventExample],
        hasMore: false,
        nextCursor: 'eyJhZnRlciI6IjAwMTc3MjcwMTQ5MTAwMiJ9',
      },
    },
  },
  answer: async ({ query: filter, solutionProvider }, deps: { events: Pick<EventStore, 'list'> }) => {
    const limit = Number(filter.limit ?? 25);
    const isFiltered = filters.some((name) => filter[name] !== undefined);
    const since = filter.since === undefined ? undefined : new Date(filter.since).toISOString();
    const events: ResourceEvent[] = [];
    let after = filter.cursor === undefined ? undefined : cursors.placeOf(filter.cursor).after;
    let hasMore = true;
    for (let reads = 0; reads < mostReads && hasMore && events.length < limit; reads += 1) {
      const atATime = isFiltered ? readAtATime : limit - events.length;
      const page = await deps.events.list(solutionProvider, { after, since }, atATime);
      hasMore = page.next !== undefined;
      for (const { event, position } of page.events) {
        if (events.length === limit) {
          hasMore = true;
          break;
        }
        after = position;
        if (matches(event, filter)) events.push(event);
      }
    }
    return { body: { events, hasMore, ...(after !== undefined && { nextCursor: cursors.at({ after }) }) } };
  },
});

/** A page is filled from at most this many reads, so that a rare type does not make one call read everything. */
const mostReads = 8;
const readAtATime = 100;

/** Events are read in the order of the log, whatever they are filtered by. */
const filters = ['type', 'resource', 'subOrderId', 'requestId', 'customerReference'] as const;

const matches = (
  event: ResourceEvent,
  { type, resource, subOrderId, requestId, customerReference }: z.output<typeof query>,
): boolean =>
  (type === undefined || isNamedBy(type, event.type)) &&
  (resource === undefined || resource === `${event.resource.kind}:${event.resource.id}`) &&
  (subOrderId === undefined || event.subOrderId === subOrderId) &&
  (requestId === undefined || event.requestId === requestId) &&
  (customerReference === undefined || event.customerReference === customerReference);
