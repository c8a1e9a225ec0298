import { recordDependencies } from '#entry/routes-record-dependencies';
import { createRouteHandler } from '#routes/create-route-handler';
import { addOrderNote } from '#routes/orders/add-order-note';

export const handler = createRouteHandler(addOrderNote, recordDependencies());
