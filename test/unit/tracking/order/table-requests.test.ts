import { examplesOf, operationById, type OperationId, operations } from '#operations/registry';
import { orderRequest } from '../../../journeys/ordering-requests';
import { dynaliteClient } from '../../../support/dynalite-client';
import { gatewayRig, solutionProvider } from '../../../support/gateway-rig';
import { simulatedAtt, type SimulatedAtt } from '../../../../tools/simulator/in-process';
import { flowSteps, walkTo } from '../../../support/walk-order';
import { watchedClient, type WatchedClient } from '../../../support/watched-client';

const stepsOnOrders = flowSteps.filter((id) => !id.endsWith('create-quote'));

let client: WatchedClient;
let att: SimulatedAtt;
beforeAll(async () => {
  client = watchedClient(await dynaliteClient());
});
beforeEach(() => {
  client.rest();
  att = simulatedAtt();
  // Every test has quotes of its own.
  att.simulation.world.reset(`seed ${expect.getState().currentTestName ?? ''}`);
});

/** What DynamoDB is asked on the path of one call. */
const asked = async (work: () => Promise<{ status: number }>): Promise<string[]> => {
  client.rest();
  expect((await work()).status).toBe(200);
  return [...client.sent];
};

const start = (parts: { mode?: 'strict' | 'advisory' } = {}) =>
  gatewayRig({ client, transport: att.transport, ...parts });

const contextOf = (id: OperationId, body: unknown) => ({
  operation: operationById(id),
  request: { path: {}, query: {}, body: { text: JSON.stringify(body), value: body } },
  solutionProvider,
  clientId: 'client-a',
});

/** What leads from ids back to the quote, or has the step polled, is stored together with the record. */
const storesMore = (id: string): boolean =>
  /create-order$|^apex-(enrich|reserve)|^alliance-(create-contract|hand-off-order)$/.test(id);

describe('requests to DynamoDB on the path of a call', () => {
  it.each(['apex-create-quote', 'alliance-create-quote'] as const)('are two for %s: claim, settle', async (id) => {
    const rig = start();
    const body = orderRequest(id, { solutionProvider });
    expect(await asked(() => rig.call(id, { key: id, body }))).toEqual(['PutItem', 'BatchWriteItem']);
  });

  it.each(stepsOnOrders)('are three for %s: claim, check and mark, settle', async (id) => {
    const rig = start();
    const { ids, body } = await walkTo(rig, att, id, id);
    await rig.carryOutcomes(ids.quoteId);
    // A process that has met the order’s ids before.
    await rig.effectsOf(id).trackedKey(contextOf(id, body));
    expect(await asked(() => rig.call(id, { key: `${id}-budget`, body }))).toEqual([
      'PutItem',
      'UpdateItem',
      storesMore(id) ? 'BatchWriteItem' : 'PutItem',
    ]);
  });

  it('are one more in a process that has not met the order’s ids yet', async () => {
    const { ids, body } = await walkTo(start(), att, 'apex-reserve-port', 'cold');
    await start().carryOutcomes(ids.quoteId);
    const rig = start();
    expect(await asked(() => rig.call('apex-reserve-port', { key: 'cold', body }))).toEqual([
      'PutItem',
      'GetItem',
      'UpdateItem',
      'BatchWriteItem',
    ]);
  });

  it('are four more when the step before has to be carried into the order first', async () => {
    const rig = start();
    const { ids, body } = await walkTo(rig, att, 'apex-check-credit', 'unsettled');
    await rig.carryOutcomes(ids.quoteId);
    await rig.call('apex-check-credit', { key: 'unsettled-credit', body });
    const contract = orderRequest('apex-create-contract', ids);
    expect(await asked(() => rig.call('apex-create-contract', { key: 'unsettled', body: contract }))).toEqual([
      'PutItem',
      'UpdateItem', // refused: credit is not approved as far as the order says
      'GetItem',
      'GetItem',
      'UpdateItem',
      'UpdateItem',
      'PutItem',
    ]);
  });

  it('are three for the same key again, of which one names the call, and one to look at its record', async () => {
    const rig = start();
    const body = orderRequest('apex-create-quote', { solutionProvider });
    const { headers } = await rig.call('apex-create-quote', { key: 'replayed', body });
    expect(await asked(() => rig.call('apex-create-quote', { key: 'replayed', body }))).toEqual([
      'PutItem',
      'GetItem',
      'PutItem',
    ]);
    const requestId = String(headers['x-request-record']).split('/').at(-1)!;
    expect(await asked(() => rig.request(requestId))).toEqual(['GetItem']);
  });

  it('are one for a look at an order whose steps are settled, and none that write for any', async () => {
    const rig = start();
    const { ids } = await walkTo(rig, att, 'apex-create-contract', 'looked-at');
    // The order, and the records of the steps it waits for.
    expect(new Set(await asked(() => rig.order(ids.quoteId)))).toEqual(new Set(['GetItem']));
    await rig.carryOutcomes(ids.quoteId);
    expect(await asked(() => rig.order(ids.quoteId))).toEqual(['GetItem']);
  });

  it('are none for reads that tell nothing of an order', async () => {
    const rig = start();
    const reads = operations.filter(({ idempotency, order }) => idempotency === 'safe' && !order);
    expect(reads.length).toBeGreaterThan(5);
    const body = examplesOf['apex-look-up-end-customer'][0].request.body;
    expect(await asked(() => rig.call('apex-look-up-end-customer', { body }))).toEqual([]);
  });
});
