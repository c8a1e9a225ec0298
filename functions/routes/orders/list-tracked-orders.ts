import * as z from 'zod';
import { within } from '#domain/links';
import { knownRecordId } from '#routes/orders/known-record-id';
import { trackedOrders } from '#platform/table/keys';
import { defineRoute } from '#routes/define-route';
import { filledPage, isChangedSince, listOrder, pageQuery, referenceFilter } from '#routes/list-page';
import type { OrderReads } from '#routes/orders/order-answer';
import { orderExample } from '#routes/orders/order-example';
import type { OrderStore } from '#tracking/order/order-store';
import { orderLinks, orderView, orderViewSchema, type OrderView } from '#tracking/order/order-view';
import { orderStates } from '#tracking/order/tracked-order';

const query = z.object({
  state: z.enum(orderStates).optional(),
  program: z.enum(['apex', 'alliance']).optional(),
  customerReference: referenceFilter,
  orderId: knownRecordId.describe('The order that has this id at AT&T.').optional(),
  subOrderId: knownRecordId.describe('The order that has a sub-order of this id at AT&T.').optional(),
  ...pageQuery,
});

const summary = orderViewSchema.omit({ timeline: true, earlierEntries: true, facts: true, nextSteps: true });

export const listTrackedOrders = defineRoute({
  id: 'list-tracked-orders',
  scope: 'tracking:read',
  summary: 'List tracked orders',
  description: `Orders of the Solution Provider. ${listOrder}`,
  impact: 'Partners cannot list their orders.',
  method: 'GET',
  path: '/v1/tracking/orders',
  request: { query },
  response: z.object({
    orders: z.array(summary).describe('Without facts, next steps and timeline: those are on the order itself.'),
    nextCursor: z.string().describe('Send it as `cursor` to go on; absent on the last page.').optional(),
  }),
  links: within('/orders/*', orderLinks),
  problems: [],
  example: {
    request: { query: { state: 'contract-sent', limit: '10' } },
    answer: { status: 200, body: { orders: [summary.parse(orderExample)] } },
  },
  answer: async ({ query: filter, solutionProvider }, deps: OrderListing) => {
    const id = filter.orderId ?? filter.subOrderId;
    if (id !== undefined) {
      const found = await orderOf(deps, solutionProvider, id);
      return { body: { orders: found.filter((view) => matches(view, filter)).map(summaryOf) } };
    }
    const { views, nextCursor } = await filledPage<OrderView>({
      ...filter,
      keysAt: ({ createdAt, id: quoteId }) => ({
        ...trackedOrders.key.of({ solutionProvider, quoteId }),
        ...trackedOrders.list.of({ solutionProvider, createdAt, quoteId }),
      }),
      read: async (limit, after) => {
        const { orders, next } = await deps.orders.list(solutionProvider, limit, after);
        const current = await Promise.all(orders.map((order) => deps.orders.withOutcomes(order)));
        return { views: current.map((order) => orderView(order, deps.mode, deps.boundReads)), next };
      },
      matches: (view) => matches(view, filter),
    });
    return { body: { orders: views.map(summaryOf), ...(nextCursor !== undefined && { nextCursor }) } };
  },
});

interface OrderListing extends OrderReads {
  orders: OrderReads['orders'] & Pick<OrderStore, 'quoteOf'>;
}

/** The order an id is of, found by it, without reading the others. */
const orderOf = async (
  { orders, mode, boundReads }: OrderListing,
  solutionProvider: string,
  id: string,
): Promise<OrderView[]> => {
  const quoteId = await orders.quoteOf(solutionProvider, id);
  const order = quoteId === undefined ? undefined : await orders.find(solutionProvider, quoteId);
  return order ? [orderView(await orders.withOutcomes(order), mode, boundReads)] : [];
};

const summaryOf = (view: OrderView) => {
  const { facts: _facts, nextSteps: _steps, timeline: _timeline, earlierEntries: _earlier, ...shown } = view;
  return shown;
};

const matches = (
  view: OrderView,
  { state, program, updatedSince, customerReference, orderId: order, subOrderId: subOrder }: z.output<typeof query>,
): boolean =>
  (state === undefined || view.state === state) &&
  (program === undefined || view.program === program) &&
  isChangedSince(view.updatedAt, updatedSince) &&
  (customerReference === undefined || view.customerReference === customerReference) &&
  (order === undefined || view.orderId === order) &&
  (subOrder === undefined || view.subOrderIds.includes(subOrder));
