import { recordDependencies, type RecordDependencies } from '#routes/record-dependencies';
import { route } from '#routes/get-tracked-pdp-provisioning/route';
import { createGetTracked } from '#routes/tracked-progress';

export const createGetTrackedPdpProvisioning = (deps: RecordDependencies) =>
  createGetTracked(route, deps, 'pdp-provisioning', 'batchId');

export const handler = createGetTrackedPdpProvisioning(recordDependencies());
