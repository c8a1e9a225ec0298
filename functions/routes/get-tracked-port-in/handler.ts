import { recordDependencies, type RecordDependencies } from '#entry/routes-record-dependencies';
import { route } from '#routes/get-tracked-port-in/route';
import { createGetTracked } from '#routes/tracked-long-running';

export const createGetTrackedPortIn = (deps: RecordDependencies) => createGetTracked(route, deps, 'port-in', 'id');

export const handler = createGetTrackedPortIn(recordDependencies());
