import type { Operation, Route } from '#domain/define-operation';
import { operationEntryOf } from '#domain/operation-entry';
import { operations } from '#operations/registry';
import { readEnvironment } from '#platform/environment';
import { groupEntryOf } from '#routes/group-entry';
import { routeGroups } from '#routes/registry';

/** A route and its function, as it is deployed. */
export interface ServedRoute {
  route: Route & Partial<Pick<Operation, 'idempotency'>>;
  /** Loads the function’s module, as Lambda does at the first call. Routes of one function have the same. */
  load: () => Promise<FunctionModule>;
}

export interface FunctionModule {
  handler: unknown;
  /** Of writes that AT&T may answer late. */
  worker?: unknown;
}

const operationFunction = async (operation: Operation): Promise<FunctionModule> => {
  const { handler, effects } = operationEntryOf(operation);
  const { lateAnswers } = readEnvironment(process.env, 'lateAnswers');
  if (lateAnswers?.operations.includes(operation.id)) {
    const { lateWrite, ...composers } = await import('#entry/late-handlers');
    return lateWrite(operation, composers[effects]);
  }
  const handlers = await import('#entry/operation-handlers');
  return { handler: handlers[handler](operation, handlers[effects]) };
};

const groupFunction = async (group: (typeof routeGroups)[number]): Promise<FunctionModule> => {
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
