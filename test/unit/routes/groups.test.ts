import type { GatewayEvent } from '#api/gateway-event';
import { scopes } from '#domain/define-operation';
import * as ownRouteHandlers from '#entry/own-route-handlers';
import { createGroupHandler } from '#routes/create-group-handler';
import type { RouteGroup } from '#routes/define-group';
import { groupEntryOf } from '#routes/group-entry';
import { ownRoutes, routeGroups } from '#routes/registry';
import { recordingLog, recordingMetrics } from '../../support/fakes';
import { gatewayEvent, lambdaContext } from '../../support/gateway-event';

const groups: readonly RouteGroup[] = routeGroups;

const called = (httpMethod: string, resource: string): GatewayEvent => ({
  ...gatewayEvent({ caller: { scopes } }),
  httpMethod,
  resource,
});

/** The group’s handler, whose routes answer with their names. */
const namesGiven = (group: RouteGroup) => {
  const routes = group.routes.map((route) => ({
    ...route,
    answerTo: () => Promise.resolve({ body: { answeredBy: route.id } }),
  }));
  const log = recordingLog();
  return { log, handler: createGroupHandler({ ...group, routes }, { log, metrics: recordingMetrics() }) };
};

describe('groups of own routes', () => {
  it('serve each own route once, and no other', () => {
    const served = groups.flatMap(({ routes }) => routes.map(({ id }) => id));
    expect(served.toSorted()).toEqual(ownRoutes.map(({ id }) => id).toSorted());
  });

  it('have ids that differ', () => {
    expect(new Set(groups.map(({ id }) => id)).size).toBe(groups.length);
  });

  it.each(routeGroups.map((group) => [group.id, group] as const))('%s has its handler', (_id, group) => {
    expect(ownRouteHandlers[groupEntryOf(group)]).toBeInstanceOf(Function);
  });

  it.each(groups.flatMap((group) => group.routes.map((route) => [group.id, route.id, group, route] as const)))(
    '%s answers a call of %s with it',
    async (_group, id, group, { method, path }) => {
      const { statusCode, body } = await namesGiven(group).handler(called(method, path), lambdaContext());
      expect([statusCode, JSON.parse(body)]).toEqual([200, { answeredBy: id }]);
    },
  );

  it('answer HEAD as GET, without a body', async () => {
    for (const group of groups) {
      const { handler } = namesGiven(group);
      for (const { path } of group.routes.filter(({ method }) => method === 'GET')) {
        const [got, headed] = [await handler(called('GET', path), lambdaContext()), await handler(called('HEAD', path), lambdaContext())]; // prettier-ignore
        expect(headed).toEqual({ ...got, body: '' });
      }
    }
  });

  it.each(groups.map((group) => [group.id, group] as const))(
    '%s refuses and logs a call that is none of its routes’, also one of another method',
    async (id, group) => {
      const { log, handler } = namesGiven(group);
      const [{ method, path } = { method: 'GET', path: '/' }] = group.routes;
      for (const [other, resource] of [
        [method, `${path}/{more}`],
        [method, path.replaceAll(/\{\w+\}/g, '1').concat('/1')],
        ['PUT', path],
      ] as const) {
        await expect(handler(called(other, resource), lambdaContext())).rejects.toThrow(
          `${id} does not serve ${other} ${resource}`,
        );
      }
      expect(log.lines.filter((line) => line.message === 'operation-failed')).toHaveLength(3);
    },
  );

  it.each(groups.flatMap((group) => group.routes.map((route) => [group.id, route.id, group, route] as const)))(
    '%s counts a failure of %s as that route’s',
    async (_group, id, group, { method, path }) => {
      const metrics = recordingMetrics();
      const routes = group.routes.map((route) => ({
        ...route,
        answerTo: () => Promise.reject(new Error(`${route.id} is broken`)),
      }));
      const handler = createGroupHandler({ ...group, routes }, { log: recordingLog(), metrics });
      expect((await handler(called(method, path), lambdaContext())).statusCode).toBe(500);
      expect(metrics.emitted).toContainEqual(
        expect.objectContaining({
          about: expect.objectContaining({ operation: id }),
          values: expect.objectContaining({ OperationFailures: 1 }),
        }),
      );
    },
  );
});
