import type * as z from 'zod';
import { jsonResponse } from '#api/response';
import { createRouteHandler } from '#routes/create-route-handler';
import { filledPage, isChangedSince } from '#routes/list-page';
import { recordDependencies, type RecordDependencies } from '#entry/routes-record-dependencies';
import { route } from '#routes/list-tracked-orders/route';
import { orderView, type OrderView } from '#tracking/order/order-view';
import { orderKey, orderListKey } from '#tracking/order/tracked-order';

type Filter = z.output<typeof route.request.query>;

export const createListTrackedOrders = (deps: RecordDependencies) =>
  createRouteHandler(route, deps, async ({ request, requestId, solutionProvider }) => {
    const filter = route.request.query.parse(request.query);
    const { views, nextCursor } = await filledPage<OrderView>({
      ...filter,
      keysAt: ({ createdAt, id: quoteId }) => ({
        ...orderKey(solutionProvider, quoteId),
        ...orderListKey({ solutionProvider, createdAt, quoteId }),
      }),
      read: async (limit, after) => {
        const { orders, next } = await deps.orders.list(solutionProvider, limit, after);
        const settled = await Promise.all(orders.map((order) => deps.reservations.withOutcomes(order)));
        return { views: settled.map((order) => orderView(order, deps.mode, deps.boundReads)), next };
      },
      matches: (view) => matches(view, filter),
    });
    const answer = { orders: views.map(summaryOf), ...(nextCursor !== undefined && { nextCursor }) };
    return jsonResponse(200, JSON.stringify(answer), requestId);
  });

const summaryOf = ({ facts: _facts, nextSteps: _nextSteps, timeline: _timeline, ...summary }: OrderView) => summary;

const matches = (view: OrderView, { state, program, updatedSince, customerReference }: Filter): boolean =>
  (state === undefined || view.state === state) &&
  (program === undefined || view.program === program) &&
  isChangedSince(view.updatedAt, updatedSince) &&
  (customerReference === undefined || view.customerReference === customerReference);

export const handler = createListTrackedOrders(recordDependencies());
