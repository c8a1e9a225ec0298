import { callerOf, requireScope, solutionProviderOf } from '#api/caller';
import { requestIdOf, type GatewayResponse } from '#api/gateway-event';
import { wrapped, type OperationHandler } from '#api/read-handler';
import { jsonResponse } from '#api/response';
import type { Observability } from '#platform/observability';
import type { OwnRoute, RouteAnswer } from '#routes/define-route';

/** The handler of a route of the gateway’s own. */
export const createRouteHandler = <D>(route: OwnRoute<D>, deps: D & Observability): OperationHandler =>
  wrapped(route, deps, async (event, context) => {
    const caller = callerOf(event);
    requireScope(caller, route.scope);
    const solutionProvider = solutionProviderOf(caller, event);
    return responseOf(await route.answerTo({ event, context, caller, solutionProvider }, deps), requestIdOf(event));
  });

const responseOf = ({ status = 200, headers, body }: RouteAnswer, requestId: string): GatewayResponse => {
  const response = jsonResponse(status, JSON.stringify(body), requestId);
  return { ...response, headers: { ...response.headers, ...headers } };
};
