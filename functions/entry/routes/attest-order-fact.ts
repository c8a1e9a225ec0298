import { recordDependencies } from '#entry/routes-record-dependencies';
import { createRouteHandler } from '#routes/create-route-handler';
import { attestOrderFact } from '#routes/orders/attest-order-fact';

export const handler = createRouteHandler(attestOrderFact, recordDependencies());
