import type * as z from 'zod';
import type { ResourceEvent } from '#events/event';
import { isNamedBy } from '#events/event-types';
import { jsonResponse } from '#api/response';
import { createRouteHandler } from '#routes/create-route-handler';
import { route } from '#routes/list-events/route';
import { cursors } from '#webhooks/cursor';
import { webhookRouteDependencies, type WebhookRouteDependencies } from '#entry/webhooks-route-dependencies';

type Filter = z.output<typeof route.request.query>;

/** A page is filled from at most this many reads, so that a rare type does not make one call read everything. */
const mostReads = 8;
const readAtATime = 100;

export const createListEvents = (deps: WebhookRouteDependencies) =>
  createRouteHandler(route, deps, async ({ request, requestId, solutionProvider }) => {
    const filter = route.request.query.parse(request.query);
    const limit = Number(filter.limit ?? 25);
    const isFiltered = filter.type !== undefined || filter.resource !== undefined;
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
    const answer = { events, hasMore, ...(after !== undefined && { nextCursor: cursors.at({ after }) }) };
    return jsonResponse(200, JSON.stringify(answer), requestId);
  });

const matches = ({ type, resource }: ResourceEvent, filter: Filter): boolean =>
  (filter.type === undefined || isNamedBy(filter.type, type)) &&
  (filter.resource === undefined || filter.resource === `${resource.kind}:${resource.id}`);

export const handler = createListEvents(webhookRouteDependencies());
