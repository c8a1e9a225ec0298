import { recordDependencies, type RecordDependencies } from '#entry/routes-record-dependencies';
import { route } from '#routes/list-tracked-activations/route';
import { createListTracked } from '#routes/tracked-long-running';

export const createListTrackedActivations = (deps: RecordDependencies) =>
  createListTracked(route, deps, 'service-activation');

export const handler = createListTrackedActivations(recordDependencies());
