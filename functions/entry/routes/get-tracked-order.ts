import { recordDependencies } from '#entry/routes-record-dependencies';
import { createRouteHandler } from '#routes/create-route-handler';
import { getTrackedOrder } from '#routes/orders/get-tracked-order';

export const handler = createRouteHandler(getTrackedOrder, recordDependencies());
