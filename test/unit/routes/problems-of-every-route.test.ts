import type { Caller } from '#api/caller';
import type { GatewayEvent } from '#api/gateway-event';
import type { ProblemCode } from '#domain/problems/problems';
import { operations, type OperationId } from '#operations/registry';
import { ownRoutes } from '#routes/registry';
import { gatewayResponseProblems } from '../../../lib/constructs/gateway-responses';
import { everyRoute } from '../../../tools/openapi/problem-responses';
import { exampleCall } from '../../../tools/soak/example-call';
import { gatewayEvent } from '../../support/gateway-event';
import { gatewayRig, solutionProvider as ofOperations } from '../../support/gateway-rig';
import { ownRoutesRig, solutionProvider as ofOwnRoutes } from '../../support/own-routes';
import { quickClient } from '../../support/quick-client';
import { simulatedAtt } from '../../../tools/simulator/in-process';

/** What befalls a call before anything of the route itself counts. */
interface Mishap {
  caller?: Partial<Caller> | null;
  headers?: Record<string, string | string[]>;
  /** Done to the event. */
  then?: (event: GatewayEvent) => unknown;
}

const standing: Caller['standing'] = [{ name: 'burst', seconds: 10, quota: 1, left: -1, resetSeconds: 5 }];
const broken = ({ requestContext }: GatewayEvent): unknown =>
  Object.defineProperty(requestContext.authorizer, 'clientId', {
    get: () => {
      throw new TypeError('a mistake of ours');
    },
  });

const mishaps: Partial<Record<ProblemCode, (own: string) => Mishap>> = {
  'invalid-request': () => ({ headers: { 'x-solution-provider-id': ['SP-1', 'SP-2'] } }),
  'solution-provider-required': (own) => ({ caller: { solutionProviders: [own, 'SP-2'] } }),
  'solution-provider-not-granted': () => ({ headers: { 'x-solution-provider-id': 'SP-OTHER' } }),
  'solution-provider-disabled': (own) => ({ caller: { restricted: { disabled: [own], readOnly: [] } } }),
  'scope-not-granted': () => ({ caller: { scopes: [] } }),
  unauthorized: () => ({ caller: null }),
  'client-limit-reached': () => ({ caller: { standing } }),
  'internal-error': () => ({ then: broken }),
};

const calledOperation = async (id: OperationId, { caller, headers, then }: Mishap): Promise<unknown> => {
  const rig = gatewayRig({ client: quickClient(), transport: simulatedAtt().transport });
  const { path, query, body } = exampleCall(id, ofOperations);
  const operation = operations.find((one) => one.id === id)!;
  const event = gatewayEvent({
    method: operation.method,
    ...(path && { path }),
    ...(query && { query }),
    ...(body !== undefined && { body }),
    headers: { 'Idempotency-Key': 'key-1', ...headers },
    caller: caller === null ? null : { solutionProviders: [ofOperations], scopes: [operation.scope], ...caller },
  });
  then?.(event);
  return JSON.parse((await rig.handle(id, event)).body);
};

const calledOwnRoute = async (id: string, { caller, headers, then }: Mishap): Promise<unknown> => {
  const rig = await ownRoutesRig();
  return (await rig.call(id, { ...(caller !== undefined && { caller }), ...(headers && { headers }), then })).body;
};

const answeredHere = Object.keys(mishaps) as ProblemCode[];

describe.each(answeredHere)('%s', (code) => {
  it.each(operations.map(({ id }) => id))('is what %s answers', async (id) => {
    expect(await calledOperation(id, mishaps[code]!(ofOperations))).toMatchObject({ code });
  });

  it.each(ownRoutes.map(({ id }) => id))('is what %s answers', async (id) => {
    expect(await calledOwnRoute(id, mishaps[code]!(ofOwnRoutes))).toMatchObject({ code });
  });
});

it('what no function answers with API Gateway does, for every route', () => {
  const others = everyRoute.filter((code) => !answeredHere.includes(code));
  expect(Object.values(gatewayResponseProblems)).toEqual(expect.arrayContaining(others));
});
