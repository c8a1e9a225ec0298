import { recordDependencies, type RecordDependencies } from '#entry/routes-record-dependencies';
import { route } from '#routes/list-tracked-port-ins/route';
import { createListTracked } from '#routes/tracked-long-running';

export const createListTrackedPortIns = (deps: RecordDependencies) => createListTracked(route, deps, 'port-in');

export const handler = createListTrackedPortIns(recordDependencies());
