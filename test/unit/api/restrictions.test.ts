import { Problem } from '#domain/problems/problems';
import { callerOf, requireUnrestricted } from '#api/caller';
import { operations, type OperationId } from '#operations/registry';
import { simulatedAtt } from '../../../tools/simulator/in-process';
import { exampleCall } from '../../../tools/soak/example-call';
import { gatewayEvent } from '../../support/gateway-event';
import { gatewayRig, solutionProvider } from '../../support/gateway-rig';
import { ownRoutesRig, solutionProvider as ofOwnRoutes } from '../../support/own-routes';
import { quickClient } from '../../support/quick-client';

const contact = 'ops@example.com';
const restricted = (level: 'disabled' | 'readOnly', id = solutionProvider) => ({
  restricted: { disabled: [], readOnly: [], contact, [level]: [id] },
});

const calling = async (id: OperationId, level: 'disabled' | 'readOnly') => {
  const { transport, sent } = countingAtt();
  const rig = gatewayRig({ client: quickClient(), transport });
  const { path, query, body } = exampleCall(id, solutionProvider);
  const operation = operations.find((one) => one.id === id)!;
  const event = gatewayEvent({
    method: operation.method,
    ...(path && { path }),
    ...(query && { query }),
    ...(body !== undefined && { body }),
    headers: { 'Idempotency-Key': 'key-1' },
    caller: { solutionProviders: [solutionProvider, 'SP-2'], scopes: [operation.scope], ...restricted(level) },
  });
  event.headers['x-solution-provider-id'] = solutionProvider;
  const { statusCode: status, body: text } = await rig.handle(id, event);
  return { status, body: JSON.parse(text) as Record<string, unknown>, sent: sent() };
};

const countingAtt = () => {
  const { transport } = simulatedAtt();
  let sent = 0;
  const counting: typeof transport = (...asked) => {
    sent += 1;
    return transport(...asked);
  };
  return { transport: counting, sent: () => sent };
};

const isRead = ({ idempotency }: (typeof operations)[number]) => idempotency === 'safe';

it.each(operations.map(({ id }) => id))(
  '%s of a disabled Solution Provider is refused, with whom to ask, and nothing is sent',
  async (id) => {
    expect(await calling(id, 'disabled')).toMatchObject({
      status: 403,
      sent: 0,
      body: { code: 'solution-provider-disabled', detail: expect.stringContaining(`Ask ${contact}.`) },
    });
  },
);

it.each(operations.filter((one) => !isRead(one)).map(({ id }) => id))(
  '%s of one that is read-only is refused, and nothing is sent',
  async (id) => {
    expect(await calling(id, 'readOnly')).toMatchObject({
      status: 403,
      sent: 0,
      body: { code: 'solution-provider-read-only', detail: expect.stringContaining('lets nothing be changed') },
    });
  },
);

it.each(operations.filter(isRead).map(({ id }) => id))('%s of one that is read-only asks AT&T', async (id) => {
  const { body, sent } = await calling(id, 'readOnly');
  expect(body['code']).not.toBe('solution-provider-read-only');
  expect(sent).toBeGreaterThan(0);
});

describe('the gateway’s own routes of one that is read-only', () => {
  const own = async (id: string) => {
    const rig = await ownRoutesRig();
    return (await rig.call(id, { caller: restricted('readOnly', ofOwnRoutes) })).body;
  };

  it('submit no bulk write', async () => {
    expect(await own('create-bulk-write')).toMatchObject({ code: 'solution-provider-read-only' });
  });

  it.each(['create-webhook-endpoint', 'list-tracked-orders', 'list-requests', 'list-bulk-writes'])(
    '%s is answered',
    async (id) => {
      expect((await own(id))['code']).not.toBe('solution-provider-read-only');
    },
  );
});

it('holds for the Solution Provider that is named, of several of a client’s', () => {
  const caller = callerOf(
    gatewayEvent({ caller: { solutionProviders: ['A', 'B', 'C'], ...restricted('disabled', 'B') } }),
  );
  expect([...caller.solutionProviders].sort()).toEqual(['A', 'B', 'C']);
  expect(() => requireUnrestricted(caller, 'A', true)).not.toThrow();
  expect(() => requireUnrestricted(caller, 'B', false)).toThrow();
});

it('names nobody to ask where the tenant states nobody', () => {
  const { restricted: kept } = restricted('disabled');
  const caller = {
    clientId: 'c',
    solutionProviders: [solutionProvider],
    scopes: [],
    restricted: { ...kept, contact: undefined },
  };
  expect(() => requireUnrestricted(caller, solutionProvider, false)).toThrow(Problem);
  try {
    requireUnrestricted(caller, solutionProvider, false);
  } catch (error) {
    expect((error as Problem).details.detail).toContain('Ask them.');
  }
});
