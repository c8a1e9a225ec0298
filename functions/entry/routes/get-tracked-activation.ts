import { recordDependencies } from '#entry/routes-record-dependencies';
import { createRouteHandler } from '#routes/create-route-handler';
import { getTrackedActivation } from '#routes/long-running/get-tracked-activation';

export const handler = createRouteHandler(getTrackedActivation, recordDependencies());
