import '../../support/function-environment';
import type { Operation } from '#domain/define-operation';
import { operations, type OperationId } from '#operations/registry';
import { resolveBindings } from '../../../lib/config/resolve-bindings';
import { exampleCall } from '../../../tools/soak/example-call';
import { dynaliteClient } from '../../support/dynalite-client';
import { fakeTransport, wireAnswer } from '../../support/fakes';
import { gatewayRig, solutionProvider } from '../../support/gateway-rig';

describe.each(['uat', 'production'] as const)('in %s, a tenant that states nothing', (environment) => {
  const bindings = resolveBindings({ environment, bindings: {} });
  const unbound = (operations as readonly Operation[]).filter(({ id }) => bindings[id]?.baseUrl === undefined);

  it('has every assumed operation unbound', () => {
    const assumed = operations.filter(({ binding }) => binding.provenance === 'assumed').map(({ id }) => id);
    expect(assumed.length).toBeGreaterThan(0);
    expect(unbound.map(({ id }) => id)).toEqual(expect.arrayContaining(assumed));
  });

  it('gets 501 with the setting’s name for each unbound operation, and nothing leaves', async () => {
    const transport = fakeTransport(wireAnswer(200, {}));
    const rig = gatewayRig({ client: await dynaliteClient(), transport, bindings });
    for (const { id } of unbound) {
      const { path, query, body } = exampleCall(id as OperationId, solutionProvider);
      const parts = { ...(path && { path }), ...(query && { query }), ...(body !== undefined && { body }) };
      const answer = await rig.call(id as OperationId, { ...parts, key: `key-of-${id}` });
      expect([id, answer.status, answer.body['code']]).toEqual([id, 501, 'operation-not-bound']);
      expect(answer.body['detail']).toContain(`bindings['${id}']`);
    }
    expect(transport.sent).toEqual([]);
  });
});
