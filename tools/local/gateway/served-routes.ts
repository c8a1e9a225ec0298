import type { Operation, Route } from '#domain/define-operation';
import { operationEntryOf } from '#domain/operation-entry';
import { operations } from '#operations/registry';
import { ownRoutes } from '#routes/registry';

/** A route and its function, as it is deployed. */
export interface ServedRoute {
  route: Route;
  /** Loads the function’s module, as Lambda does at the first call. */
  load: () => Promise<{ handler: unknown }>;
}

const operationFunction = async (operation: Operation): Promise<{ handler: unknown }> => {
  const handlers = await import('#entry/operation-handlers');
  const { handler, effects } = operationEntryOf(operation);
  return { handler: handlers[handler](operation, handlers[effects]) };
};

/** Everything the gateway serves: AT&T's operations and its own routes. */
export const servedRoutes: readonly ServedRoute[] = [
  ...operations.map((route) => ({ route, load: () => operationFunction(route) })),
  ...ownRoutes.map((route) => ({
    route,
    load: () => import(`../../../functions/entry/routes/${route.id}.ts`) as Promise<{ handler: unknown }>,
  })),
];
