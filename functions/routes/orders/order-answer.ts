import type { RouteAnswer } from '#routes/define-route';
import type { OrderStore } from '#tracking/order/order-store';
import { orderView } from '#tracking/order/order-view';
import type { WorkflowMode } from '#tracking/order/preconditions';
import { versionOf } from '#tracking/tracked-item';
import type { TimelineEntry, TrackedOrder } from '#tracking/order/tracked-order';
import type { TimelinePage } from '#tracking/timeline';

/** How orders are shown. */
interface OrderViewing {
  mode: WorkflowMode;
  /** Ids of the reads that reach AT&T in this deployment; undefined where that is not known. */
  boundReads?: readonly string[] | undefined;
}

/** What a route that shows orders works with. Showing one carries in the outcomes its begun steps wait for. */
export interface OrderReads extends OrderViewing {
  orders: Pick<OrderStore, 'find' | 'list' | 'withOutcomes' | 'entriesBefore'>;
}

/** An order with its version. @param page of its timeline; the newest when left out */
export const orderAnswer = (
  order: TrackedOrder,
  { mode, boundReads }: OrderViewing,
  page?: TimelinePage<TimelineEntry>,
): RouteAnswer => ({
  body: orderView(order, mode, boundReads, page),
  version: versionOf(order),
});
