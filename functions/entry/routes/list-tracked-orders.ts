import { recordDependencies } from '#entry/routes-record-dependencies';
import { createRouteHandler } from '#routes/create-route-handler';
import { listTrackedOrders } from '#routes/orders/list-tracked-orders';

export const handler = createRouteHandler(listTrackedOrders, recordDependencies());
