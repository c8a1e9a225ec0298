import { recordDependencies } from '#entry/routes-record-dependencies';
import { createRouteHandler } from '#routes/create-route-handler';
import { listTrackedActivations } from '#routes/long-running/list-tracked-activations';

export const handler = createRouteHandler(listTrackedActivations, recordDependencies());
