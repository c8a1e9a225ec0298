import { createRouteHandler, type RouteCall } from '#routes/create-route-handler';
import type { OwnRoute } from '#routes/define-route';
import { filledPage, isChangedSince } from '#routes/list-page';
import type { RecordDependencies } from '#entry/routes-record-dependencies';
import type { OperationHandler } from '#api/read-handler';
import { Problem } from '#domain/problems/problems';
import { jsonResponse } from '#api/response';
import type { LongRunningKind } from '#domain/mobility/observation';
import { portInsOfNumber } from '#tracking/long-running/port-ins-of-number';
import { longRunningView, type LongRunningView } from '#tracking/long-running/long-running-view';
import { longRunningRequests } from '#platform/table/keys';

/** `GET /v1/tracking/<collection>/{id}`. @param idName name of the path parameter */
export const createGetTracked = (
  route: OwnRoute,
  deps: RecordDependencies,
  kind: LongRunningKind,
  idName: string,
): OperationHandler =>
  createRouteHandler(route, deps, async ({ request, requestId, solutionProvider }) => {
    const item = await deps.longRunning.items.find(kind, solutionProvider, request.path[idName] ?? '');
    if (!item) throw new Problem('tracked-item-not-found');
    const view = longRunningView(await deps.longRunning.items.withOutcomes(item), deps.boundReads);
    const response = jsonResponse(200, JSON.stringify(view), requestId);
    return { ...response, headers: { ...response.headers, etag: `"${view.version}"` } };
  });

type ListedView = Pick<LongRunningView, 'state' | 'updatedAt' | 'nextSteps' | 'timeline'> & {
  subscriberNumber?: unknown;
};

/** `GET /v1/tracking/<collection>`. */
export const createListTracked = (route: OwnRoute, deps: RecordDependencies, kind: LongRunningKind): OperationHandler =>
  createRouteHandler(route, deps, async (call) => {
    const { query } = call.request;
    const matches = (view: ListedView): boolean =>
      (query['state'] === undefined || view.state === query['state']) &&
      (query['subscriberNumber'] === undefined || view.subscriberNumber === query['subscriberNumber']) &&
      isChangedSince(view.updatedAt, query['updatedSince']);
    const { views, nextCursor } = await pageOf(deps, call, kind, matches);
    const answer = { [collectionMember[kind]]: views.map(summaryOf), ...(nextCursor !== undefined && { nextCursor }) };
    return jsonResponse(200, JSON.stringify(answer), call.requestId);
  });

/** Name of the array in a list’s answer. */
export const collectionMember: Record<LongRunningKind, string> = {
  'port-in': 'portIns',
  'service-activation': 'activations',
  'pdp-provisioning': 'pdpProvisionings',
};

const summaryOf = ({ timeline: _timeline, nextSteps: _nextSteps, ...summary }: ListedView) => summary;

const pageOf = async (
  { longRunning: progress, boundReads }: RecordDependencies,
  { request, solutionProvider }: RouteCall,
  kind: LongRunningKind,
  matches: (view: ListedView) => boolean,
): Promise<{ views: ListedView[]; nextCursor?: string }> => {
  const { limit, cursor, subscriberNumber } = request.query;
  if (kind === 'port-in' && subscriberNumber !== undefined) {
    // A number has few; they are found by it, without reading the others.
    const views: ListedView[] = await portInsOfNumber(progress, solutionProvider, subscriberNumber, boundReads);
    return { views: views.filter(matches).slice(0, Number(limit ?? 25)) };
  }
  return filledPage<ListedView>({
    limit,
    cursor,
    keysAt: ({ createdAt, id }) => ({
      ...longRunningRequests[kind].key.of({ solutionProvider, id }),
      ...longRunningRequests[kind].list.of({ solutionProvider, createdAt, id }),
    }),
    read: async (most, after) => {
      const { items, next } = await progress.items.list(kind, solutionProvider, most, after);
      const settled = await Promise.all(items.map((item) => progress.items.withOutcomes(item)));
      return { views: settled.map((item) => longRunningView(item, boundReads)), next };
    },
    matches,
  });
};
