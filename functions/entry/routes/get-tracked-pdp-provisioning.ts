import { recordDependencies } from '#entry/routes-record-dependencies';
import { createRouteHandler } from '#routes/create-route-handler';
import { getTrackedPdpProvisioning } from '#routes/long-running/get-tracked-pdp-provisioning';

export const handler = createRouteHandler(getTrackedPdpProvisioning, recordDependencies());
