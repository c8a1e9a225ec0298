import { recordDependencies } from '#entry/routes-record-dependencies';
import { createRouteHandler } from '#routes/create-route-handler';
import { addPortInNote } from '#routes/long-running/add-port-in-note';

export const handler = createRouteHandler(addPortInNote, recordDependencies());
