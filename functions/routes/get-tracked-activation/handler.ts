import { recordDependencies, type RecordDependencies } from '#routes/record-dependencies';
import { route } from '#routes/get-tracked-activation/route';
import { createGetTracked } from '#routes/tracked-progress';

export const createGetTrackedActivation = (deps: RecordDependencies) =>
  createGetTracked(route, deps, 'service-activation', 'requestId');

export const handler = createGetTrackedActivation(recordDependencies());
