import { requestView } from '#requests/request-view';
import { currentOutcome } from '#requests/request-store';
import { jsonResponse } from '#api/response';
import { Problem } from '#domain/problems/problems';
import { createRouteHandler } from '#routes/create-route-handler';
import { recordDependencies, type RecordDependencies } from '#entry/routes-record-dependencies';
import { route } from '#routes/get-request/route';

export const createGetRequest = (deps: RecordDependencies) =>
  createRouteHandler(route, deps, async ({ request, requestId, solutionProvider }) => {
    const record = await deps.requests.find(route.request.path.parse(request.path).requestId);
    if (record?.solutionProvider !== solutionProvider) throw new Problem('request-not-found');
    return jsonResponse(200, requestView({ ...record, outcome: currentOutcome(record, deps.wireNow()) }), requestId);
  });

export const handler = createGetRequest(recordDependencies());
