import { header, type GatewayEvent } from '#api/gateway-event';
import { Problem } from '#domain/problems/problems';
import type { RouteAnswer } from '#routes/define-route';
import type { OrderStore } from '#tracking/order/order-store';
import { orderView, versionOf } from '#tracking/order/order-view';
import type { WorkflowMode } from '#tracking/order/preconditions';
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

/** An order with its version as `ETag`. */
export const orderAnswer = (order: TrackedOrder, { mode, boundReads }: OrderViewing): RouteAnswer => ({
  body: orderView(order, mode, boundReads),
  headers: { etag: `"${versionOf(order)}"` },
});

/** The version the caller insists on in `If-Match`, if any. @throws Problem `precondition-failed` for one that cannot be */
export const expectedVersionOf = (event: GatewayEvent): number | undefined => {
  const value = header(event, 'if-match')?.trim();
  if (value === undefined || value === '*') return undefined;
  const version = /^"(\d{1,9})"$/.exec(value)?.[1];
  if (version === undefined) throw new Problem('precondition-failed');
  return Number(version);
};
