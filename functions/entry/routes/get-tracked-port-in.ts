import { recordDependencies } from '#entry/routes-record-dependencies';
import { createRouteHandler } from '#routes/create-route-handler';
import { getTrackedPortIn } from '#routes/long-running/get-tracked-port-in';

export const handler = createRouteHandler(getTrackedPortIn, recordDependencies());
