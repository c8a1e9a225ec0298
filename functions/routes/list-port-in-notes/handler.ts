import { route } from '#routes/list-port-in-notes/route';
import { recordDependencies, type RecordDependencies } from '#entry/routes-record-dependencies';
import { createListNotes, findPortIn } from '#routes/tracked-notes';

export const createListPortInNotes = (deps: RecordDependencies) => createListNotes(route, deps, findPortIn);

export const handler = createListPortInNotes(recordDependencies());
