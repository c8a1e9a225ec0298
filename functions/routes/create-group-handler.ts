import type { AroundCalls } from '#api/call-dependencies';
import { callIdOf, type GatewayEvent } from '#api/gateway-event';
import type { OperationHandler } from '#api/read-handler';
import { errorFacts } from '#platform/log';
import type { Observability } from '#platform/observability';
import { createRouteHandler } from '#routes/create-route-handler';
import type { DependenciesOf, RouteGroup } from '#routes/define-group';
import type { OwnRoute } from '#routes/define-route';

/**
 * The Lambda handler of a group: whichever of its routes API Gateway has matched.
 * @throws when it is none of them: a mistake of the deployment, which the alarm of the route that was called tells of
 */
export const createGroupHandler = <const R extends readonly OwnRoute[]>(
  { id, routes }: RouteGroup<R>,
  deps: DependenciesOf<R> & AroundCalls,
): OperationHandler => {
  const handlers = new Map(
    routes.map((route) => [
      addressOf(route.method, route.path),
      // Each takes a part of what all take together.
      createRouteHandler(route, deps as never),
    ]),
  );
  return async (event, context) => {
    const method = event.httpMethod === 'HEAD' ? 'GET' : event.httpMethod;
    const handler = handlers.get(addressOf(method, event.resource));
    if (!handler) throw noSuchRoute(deps, id, event);
    return handler(event, context);
  };
};

const addressOf = (method: string, template: string): string => `${method} ${template}`;

const noSuchRoute = ({ log }: Observability, group: string, event: GatewayEvent): Error => {
  const error = new Error(`${group} does not serve ${addressOf(event.httpMethod, event.resource)}`);
  log.error('operation-failed', { operation: group, callId: callIdOf(event), ...errorFacts(error) });
  return error;
};
