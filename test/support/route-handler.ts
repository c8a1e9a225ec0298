import type { GatewayResponse } from '#api/gateway-event';
import type { OperationHandler } from '#api/read-handler';
import type { Observability } from '#platform/observability';
import { createRouteHandler } from '#routes/create-route-handler';
import type { OwnRoute } from '#routes/define-route';
import { problemsOf, type CallableRoute } from '../../tools/openapi/problem-responses';

/** The handler of a route of the gateway’s own. An answer that the route does not declare fails the test. */
export const routeHandler = <D>(route: OwnRoute<D>, deps: D & Observability): OperationHandler => {
  const handler = createRouteHandler(route, deps);
  return async (event, context) => {
    const response = declared(route, await handler(event, context));
    if (response.statusCode < 300) route.response.parse(JSON.parse(response.body));
    return response;
  };
};

/** The answer, as long as it is none of a problem that the route does not declare. @throws when it is */
export const declared = (route: CallableRoute, response: GatewayResponse): GatewayResponse => {
  if (response.headers?.['content-type'] !== 'application/problem+json') return response;
  const { code } = JSON.parse(response.body) as { code: string };
  const codes: readonly string[] = [...problemsOf(route)];
  if (!codes.includes(code)) throw new Error(`${route.id} answers with ${code}, which it does not declare.`);
  return response;
};
