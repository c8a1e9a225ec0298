import { recordDependencies, type RecordDependencies } from '#entry/routes-record-dependencies';
import { route } from '#routes/get-tracked-pdp-provisioning/route';
import { createGetTracked } from '#routes/tracked-long-running';

export const createGetTrackedPdpProvisioning = (deps: RecordDependencies) =>
  createGetTracked(route, deps, 'pdp-provisioning', 'batchId');

export const handler = createGetTrackedPdpProvisioning(recordDependencies());
