import { callerOf, requireScope, solutionProviderOf } from '#api/caller';
import { wrapped, type OperationHandler } from '#api/read-handler';
import type { Observability } from '#platform/observability';
import { requestIdOf, type GatewayEvent, type GatewayResponse } from '#api/gateway-event';
import { parseRequest } from '#api/parse-request';
import type { ParsedRequest } from '#domain/parsed-request';
import type { OwnRoute } from '#routes/define-route';

/** A call of one of the gateway’s own routes, checked. */
export interface RouteCall {
  event: GatewayEvent;
  clientId: string;
  solutionProvider: string;
  request: ParsedRequest;
  requestId: string;
}

/** The Lambda handler of a route of the gateway’s own. */
export const createRouteHandler = (
  route: OwnRoute,
  deps: Observability,
  answer: (call: RouteCall) => Promise<GatewayResponse>,
): OperationHandler =>
  wrapped(route, deps, async (event) => {
    const caller = callerOf(event);
    requireScope(caller, route.scope);
    return answer({
      event,
      clientId: caller.clientId,
      solutionProvider: solutionProviderOf(caller, event),
      request: parseRequest(route, event),
      requestId: requestIdOf(event),
    });
  });
