import { route } from '#routes/add-port-in-note/route';
import { recordDependencies, type RecordDependencies } from '#entry/routes-record-dependencies';
import { createAddNote, findPortIn } from '#routes/tracked-notes';

export const createAddPortInNote = (deps: RecordDependencies) => createAddNote(route, deps, findPortIn);

export const handler = createAddPortInNote(recordDependencies());
