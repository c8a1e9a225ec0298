import { recordDependencies } from '#entry/routes-record-dependencies';
import { createRouteHandler } from '#routes/create-route-handler';
import { getRequest } from '#routes/requests/get-request';

export const handler = createRouteHandler(getRequest, recordDependencies());
