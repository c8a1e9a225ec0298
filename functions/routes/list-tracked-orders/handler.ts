import * as z from 'zod';
import { Problem } from '#runtime/problems';
import { jsonResponse } from '#runtime/response';
import { createRouteHandler } from '#routes/create-route-handler';
import { recordDependencies, type RecordDependencies } from '#routes/record-dependencies';
import { route } from '#routes/list-tracked-orders/route';
import { orderView, type OrderView } from '#tracking/order-view';
import { orderKey, orderListKey } from '#tracking/tracked-order';

type Filter = z.output<typeof route.request.query>;

/** A page is filled from at most this many reads, so that a rare state does not make one call read everything. */
const maximumReads = 4;

export const createListTrackedOrders = (deps: RecordDependencies) =>
  createRouteHandler(route, deps, async ({ request, requestId, solutionProvider }) => {
    const filter = route.request.query.parse(request.query);
    const limit = Number(filter.limit ?? 25);
    const found: OrderView[] = [];
    let after = filter.cursor === undefined ? undefined : positionOf(filter.cursor, solutionProvider);
    for (let reads = 0; reads < maximumReads; reads += 1) {
      const page = await deps.orders.list(solutionProvider, limit - found.length, after);
      const settled = await Promise.all(page.orders.map((order) => deps.gate.settled(order)));
      found.push(...settled.map((order) => orderView(order, deps.mode)).filter((view) => matches(view, filter)));
      after = page.next;
      if (after === undefined || found.length >= limit) break;
    }
    const answer = { orders: found.map(summaryOf), ...(after && { nextCursor: cursorOf(after) }) };
    return jsonResponse(200, JSON.stringify(answer), requestId);
  });

const summaryOf = ({ facts: _facts, nextSteps: _nextSteps, timeline: _timeline, ...summary }: OrderView) => summary;

const matches = (view: OrderView, { state, program, updatedSince, customerReference }: Filter): boolean =>
  (state === undefined || view.state === state) &&
  (program === undefined || view.program === program) &&
  (updatedSince === undefined || Date.parse(view.updatedAt) >= Date.parse(updatedSince)) &&
  (customerReference === undefined || view.customerReference === customerReference);

const position = z.object({ createdAt: z.string(), quoteId: z.string() });

/** Only the place in the list is in a cursor; whose list it is comes from the caller. */
const cursorOf = (next: Record<string, unknown>): string => {
  const listSk = String(next['listSk']);
  const [createdAt = ''] = listSk.split('#', 1);
  // A quote id may have a `#` of its own.
  const quoteId = listSk.slice(createdAt.length + 1);
  return Buffer.from(JSON.stringify({ createdAt, quoteId })).toString('base64url');
};

const positionOf = (cursor: string, solutionProvider: string): Record<string, unknown> => {
  try {
    const { createdAt, quoteId } = position.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    return { ...orderKey(solutionProvider, quoteId), ...orderListKey({ solutionProvider, createdAt, quoteId }) };
  } catch {
    throw new Problem('invalid-request', {
      errors: [{ parameter: 'query cursor', detail: 'must be a `nextCursor` as the gateway gave it' }],
    });
  }
};

export const handler = createListTrackedOrders(recordDependencies());
