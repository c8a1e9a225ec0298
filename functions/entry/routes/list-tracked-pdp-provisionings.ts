import { recordDependencies } from '#entry/routes-record-dependencies';
import { createRouteHandler } from '#routes/create-route-handler';
import { listTrackedPdpProvisionings } from '#routes/long-running/list-tracked-pdp-provisionings';

export const handler = createRouteHandler(listTrackedPdpProvisionings, recordDependencies());
