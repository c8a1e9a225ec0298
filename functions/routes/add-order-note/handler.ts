import { route } from '#routes/add-order-note/route';
import { recordDependencies, type RecordDependencies } from '#entry/routes-record-dependencies';
import { createAddNote, findOrder } from '#routes/tracked-notes';

export const createAddOrderNote = (deps: RecordDependencies) => createAddNote(route, deps, findOrder);

export const handler = createAddOrderNote(recordDependencies());
