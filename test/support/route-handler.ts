import type { GatewayResponse } from '#api/gateway-event';
import type { OperationHandler } from '#api/read-handler';
import type { OwnRoutePorts, Viewing } from '#entry/own-route-ports';
import type { Observability } from '#platform/observability';
import { createTable } from '#platform/table/table';
import { createGroupHandler } from '#routes/create-group-handler';
import type { RouteGroup } from '#routes/define-group';
import type { OwnRoute } from '#routes/define-route';
import { routeGroups } from '#routes/registry';
import { problemsOf, type CallableRoute } from '../../tools/openapi/problem-responses';
import { routeComposers } from '../../tools/stored-shapes/route-composers';
import { behindMount } from './behind-mount';
import { tableName, type Client } from './dynalite-client';
import { grantedTable } from './granted-table';

/** What handlers of routes are made of in tests; what a group’s composer takes more goes along. */
export type RoutePorts = Omit<OwnRoutePorts, 'table'> & Partial<Viewing> & { client: Client };

/** What groups were seen to do in the table, by the group’s id. */
export const rightsUsed = new Map<string, Set<string>>();

/**
 * The handler of a route of the gateway’s own, as its group’s function has it. An answer that the route does not declare, or
 * a request to the table that its group may not make, fails the test.
 */
export const routeHandler = ({ id }: { id: string }, { client, ...ports }: RoutePorts): OperationHandler => {
  const { route, group } = served(id);
  const used = rightsUsed.get(group.id) ?? new Set();
  rightsUsed.set(group.id, used);
  const granted = grantedTable(createTable(client, tableName), group.may, used);
  const compose = routeComposers[group.id] as (ports: OwnRoutePorts) => Observability;
  const deps = compose({ ...ports, table: granted });
  // The group’s composer makes what its routes work with.
  const handler = createGroupHandler(group as RouteGroup, deps as never);
  const address = { httpMethod: route.method, resource: route.path };
  const called = behindMount(handler);
  return async (event, context) => {
    const response = declared(route, await called({ ...event, ...address }, context));
    if (response.headers?.['content-type'] === 'application/json') route.response.parse(JSON.parse(response.body));
    return response;
  };
};

const served = (id: string) => {
  for (const group of routeGroups) {
    const routes: readonly OwnRoute[] = group.routes;
    const route = routes.find((one) => one.id === id);
    if (route) return { route, group };
  }
  throw new Error(`No function serves ${id}.`);
};

/** Members of a problem that its hint may send a reader to. */
const hintedAt = ['errors', 'missing', 'nextSteps', 'firstRequest', 'upstream', 'detail'] as const;

/** The answer, as long as it is none of a problem that the route does not declare, or whose hint names what is not there. @throws when it is */
export const declared = (route: CallableRoute, response: GatewayResponse): GatewayResponse => {
  if (response.headers?.['content-type'] !== 'application/problem+json') return response;
  const problem = JSON.parse(response.body) as { code: string; hint: string };
  const { code, hint } = problem;
  const codes: readonly string[] = [...problemsOf(route)];
  if (!codes.includes(code)) throw new Error(`${route.id} answers with ${code}, which it does not declare.`);
  const untrue = hintedAt.filter((member) => hint.includes(`\`${member}\``) && !Object.hasOwn(problem, member));
  if (untrue.length > 0)
    throw new Error(`The hint of ${code} from ${route.id} names ${untrue.join()}, which is not there.`);
  return response;
};
