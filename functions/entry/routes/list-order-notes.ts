import { recordDependencies } from '#entry/routes-record-dependencies';
import { createRouteHandler } from '#routes/create-route-handler';
import { listOrderNotes } from '#routes/orders/list-order-notes';

export const handler = createRouteHandler(listOrderNotes, recordDependencies());
