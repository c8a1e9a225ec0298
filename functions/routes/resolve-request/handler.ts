import { currentOutcome } from '#requests/request-store';
import { requestView } from '#requests/request-view';
import { Problem } from '#domain/problems/problems';
import { jsonResponse } from '#api/response';
import { createRouteHandler } from '#routes/create-route-handler';
import { recordDependencies, type RecordDependencies } from '#entry/routes-record-dependencies';
import { route } from '#routes/resolve-request/route';

export const createResolveRequest = (deps: RecordDependencies) =>
  createRouteHandler(route, deps, async ({ request, requestId, solutionProvider, clientId }) => {
    const id = route.request.path.parse(request.path).requestId;
    const { outcome, evidence } = route.request.body.parse(request.body?.value);
    const record = await deps.requests.find(id);
    if (record?.solutionProvider !== solutionProvider) throw new Problem('request-not-found');
    const isOpen = ['unknown', 'needs-attention'].includes(currentOutcome(record, deps.wireNow()));
    const stated = `${clientId} states: ${evidence}`;
    if (!isOpen || !(await deps.requests.transition(record, { outcome, evidence: stated })))
      throw new Problem('request-settled');
    return jsonResponse(200, requestView({ ...record, outcome, evidence: [...record.evidence, stated] }), requestId);
  });

export const handler = createResolveRequest(recordDependencies());
