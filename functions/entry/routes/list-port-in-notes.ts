import { recordDependencies } from '#entry/routes-record-dependencies';
import { createRouteHandler } from '#routes/create-route-handler';
import { listPortInNotes } from '#routes/long-running/list-port-in-notes';

export const handler = createRouteHandler(listPortInNotes, recordDependencies());
