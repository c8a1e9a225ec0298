import type { OwnRoute } from '#routes/define-route';
import { route as attestOrderFact } from '#routes/attest-order-fact/route';
import { route as getRequest } from '#routes/get-request/route';
import { route as getTrackedOrder } from '#routes/get-tracked-order/route';
import { route as resolveRequest } from '#routes/resolve-request/route';
import { route as listTrackedOrders } from '#routes/list-tracked-orders/route';

/** The gateway’s own routes, beside the operations of AT&T. */
export const ownRoutes: readonly OwnRoute[] = [
  getRequest,
  resolveRequest,
  listTrackedOrders,
  getTrackedOrder,
  attestOrderFact,
];
