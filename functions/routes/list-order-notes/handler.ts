import { route } from '#routes/list-order-notes/route';
import { recordDependencies, type RecordDependencies } from '#entry/routes-record-dependencies';
import { createListNotes, findOrder } from '#routes/tracked-notes';

export const createListOrderNotes = (deps: RecordDependencies) => createListNotes(route, deps, findOrder);

export const handler = createListOrderNotes(recordDependencies());
