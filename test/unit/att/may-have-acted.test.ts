import type { OperationId } from '#operations/registry';
import { resolveBindings } from '../../../lib/config/resolve-bindings';
import { dynaliteClient, type Client } from '../../support/dynalite-client';
import { wireAnswer } from '../../support/fakes';
import { gatewayRig, solutionProvider, type GatewayRig } from '../../support/gateway-rig';
import { simulatedAtt, simulatedUrl, type SimulatedAtt } from '../../../tools/simulator/in-process';

const operation: OperationId = 'apex-create-quote';
const quote = { spId: solutionProvider, opportunityName: 'Internet' };

let client: Client;
let att: SimulatedAtt;
let rig: GatewayRig;
beforeEach(async () => {
  client = await dynaliteClient();
  att = simulatedAtt();
  rig = gatewayRig({ client, transport: att.transport });
});

describe('a write', () => {
  it.each([
    [503, {}],
    [503, { rateLimitsBeforeActing: true }],
    [429, {}],
    [429, { rateLimitsBeforeActing: false }],
  ])('is unknown after %i with Retry-After as well, with %j in its binding', async (status, contract) => {
    const overloaded = gatewayRig({
      client,
      bindings: resolveBindings({ environment: 'uat', bindings: { [operation]: contract } }, simulatedUrl),
      transport: async (request, deadlineMs) => {
        await att.transport(request, deadlineMs);
        return wireAnswer(status, '', { 'retry-after': '0' });
      },
    });
    expect(await overloaded.call(operation, { key: 'k', body: quote })).toMatchObject({
      status: 202,
      body: { outcome: 'unknown', evidence: [`AT&T answered ${status} and left open whether it has acted.`] },
    });
    expect(await rig.call(operation, { key: 'k', body: quote })).toMatchObject({ status: 202 });
    expect(att.calls).toHaveLength(1);
  });

  it('frees its key after a 429 that the contract calls a refusal', async () => {
    const limited = gatewayRig({
      client,
      bindings: resolveBindings(
        { environment: 'uat', bindings: { [operation]: { rateLimitsBeforeActing: true } } },
        simulatedUrl,
      ),
      transport: () => Promise.resolve(wireAnswer(429, '', { 'retry-after': '60' })),
    });
    expect(await limited.call(operation, { key: 'k', body: quote })).toMatchObject({
      status: 503,
      headers: { 'retry-after': '60' },
      body: { code: 'upstream-unavailable' },
    });
    expect(await rig.call(operation, { key: 'k', body: quote })).toMatchObject({ status: 200 });
  });
});
