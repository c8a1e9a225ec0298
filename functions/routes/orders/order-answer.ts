import type { RouteAnswer } from '#routes/define-route';
import type { OrderStore } from '#tracking/order/order-store';
import { orderView } from '#tracking/order/order-view';
import type { WorkflowMode } from '#tracking/order/preconditions';
import { versionOf } from '#tracking/tracked-item';
import type { TrackedOrder } from '#tracking/order/tracked-order';

/** How orders are shown. */
interface OrderViewing {
  mode: WorkflowMode;
  /** Ids of the reads that reach AT&T in this deployment; undefined where that is not known. */
  boundReads?: readonly string[] | undefined;
}

/** What a route that shows orders works with. Showing one carries in the outcomes its begun steps wait for. */
export interface OrderReads extends OrderViewing {
  orders: Pick<OrderStore, 'find' | 'list' | 'withOutcomes'>;
}

/** An order with its version. */
export const orderAnswer = (order: TrackedOrder, { mode, boundReads }: OrderViewing): RouteAnswer => ({
  body: orderView(order, mode, boundReads),
  version: versionOf(order),
});
