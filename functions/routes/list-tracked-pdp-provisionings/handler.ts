import { recordDependencies, type RecordDependencies } from '#entry/routes-record-dependencies';
import { route } from '#routes/list-tracked-pdp-provisionings/route';
import { createListTracked } from '#routes/tracked-long-running';

export const createListTrackedPdpProvisionings = (deps: RecordDependencies) =>
  createListTracked(route, deps, 'pdp-provisioning');

export const handler = createListTrackedPdpProvisionings(recordDependencies());
