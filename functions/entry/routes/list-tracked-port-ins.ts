import { recordDependencies } from '#entry/routes-record-dependencies';
import { createRouteHandler } from '#routes/create-route-handler';
import { listTrackedPortIns } from '#routes/long-running/list-tracked-port-ins';

export const handler = createRouteHandler(listTrackedPortIns, recordDependencies());
