import type { Operation, Route } from '#domain/define-operation';
import { operationEntryOf } from '#domain/operation-entry';
import { operations } from '#operations/registry';
import { groupEntryOf } from '#routes/group-entry';
import { routeGroups } from '#routes/registry';

/** A route and its function, as it is deployed. */
export interface ServedRoute {
  route: Route;
  /** Loads the function’s module, as Lambda does at the first call. Routes of one function have the same. */
  load: () => Promise<{ handler: unknown }>;
}

const operationFunction = async (operation: Operation): Promise<{ handler: unknown }> => {
  const handlers = await import('#entry/operation-handlers');
  const { handler, effects } = operationEntryOf(operation);
  return { handler: handlers[handler](operation, handlers[effects]) };
};

const groupFunction = async (group: (typeof routeGroups)[number]): Promise<{ handler: unknown }> => {
  const handlers = await import('#entry/own-route-handlers');
  return { handler: handlers[groupEntryOf(group)]() };
};

/** Everything the gateway serves: AT&T's operations and its own routes. */
export const servedRoutes: readonly ServedRoute[] = [
  ...operations.map((route) => ({ route, load: () => operationFunction(route) })),
  ...routeGroups.flatMap((group) => {
    const load = () => groupFunction(group);
    return group.routes.map((route) => ({ route, load }));
  }),
];
