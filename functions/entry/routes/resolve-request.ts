import { recordDependencies } from '#entry/routes-record-dependencies';
import { createRouteHandler } from '#routes/create-route-handler';
import { resolveRequest } from '#routes/requests/resolve-request';

export const handler = createRouteHandler(resolveRequest, recordDependencies());
