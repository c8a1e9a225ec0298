import { callerOf, requireScope, solutionProviderOf } from '#runtime/caller';
import { wrapped, type OperationHandler } from '#runtime/create-handler';
import type { Dependencies } from '#runtime/dependencies';
import { requestIdOf, type GatewayEvent, type GatewayResponse } from '#runtime/gateway-event';
import { parseRequest, type ParsedRequest } from '#runtime/parse-request';
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
  deps: Pick<Dependencies, 'log' | 'metrics'>,
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
