import { Problem } from '#domain/problems/problems';
import type { Noted } from '#tracking/note-store';
import type { OrderStore } from '#tracking/order/order-store';
import { trackedOrders } from '#platform/table/keys';

export interface NotedOrders {
  orders: Pick<OrderStore, 'find'>;
}

/** An order as far as its notes are concerned. @throws Problem `order-not-found` */
export const notedOrder = async (
  { orders }: NotedOrders,
  solutionProvider: string,
  quoteId: string,
): Promise<Noted> => {
  const order = await orders.find(solutionProvider, quoteId);
  if (!order) throw new Problem('order-not-found');
  return { key: trackedOrders.key.of({ solutionProvider, quoteId }), notices: order.notices };
};
