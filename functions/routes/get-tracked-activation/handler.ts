import { recordDependencies, type RecordDependencies } from '#entry/routes-record-dependencies';
import { route } from '#routes/get-tracked-activation/route';
import { createGetTracked } from '#routes/tracked-long-running';

export const createGetTrackedActivation = (deps: RecordDependencies) =>
  createGetTracked(route, deps, 'service-activation', 'requestId');

export const handler = createGetTrackedActivation(recordDependencies());
