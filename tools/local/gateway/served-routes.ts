import type { Route } from '#domain/define-operation';
import { operations } from '#operations/registry';
import { ownRoutes } from '#routes/registry';

/** A route and the module of its function, from the folder of this file. */
export interface ServedRoute {
  route: Route;
  handlerPath: string;
}

/** Everything the gateway serves: AT&T's operations and its own routes. */
export const servedRoutes: readonly ServedRoute[] = [
  ...operations.map((route) => ({ route, handlerPath: `../../../functions/operations/${route.id}/handler.ts` })),
  ...ownRoutes.map((route) => ({ route, handlerPath: `../../../functions/routes/${route.id}/handler.ts` })),
];
