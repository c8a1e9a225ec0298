import { TransportError } from '#att/transport';
import type { TrackedOrder } from '#tracking/order/tracked-order';
import { dynaliteClient, type Client } from '../../support/dynalite-client';
import { gatewayRig, type GatewayRig } from '../../support/gateway-rig';
import { simulatedAtt, type SimulatedAtt } from '../../../tools/simulator/in-process';
import { walkTo } from '../../support/walk-order';

const aheadMs = 10 * 24 * 3_600_000;

let client: Client;
beforeAll(async () => {
  client = await dynaliteClient();
});

let run = 0;
beforeEach(() => void (run += 1));

/** A gateway whose simulated time is ten days ahead of the real one. */
const ahead = () => {
  const att = simulatedAtt();
  att.simulation.world.reset(`ahead ${run}`);
  return { att, rig: gatewayRig({ client, transport: att.transport, now: () => Date.now() + aheadMs }) };
};

const orderBeforeContract = async (rig: GatewayRig, att: SimulatedAtt) => {
  const { ids, body } = await walkTo(rig, att, 'apex-create-contract', `run-${run}`);
  await rig.call('apex-create-contract', { key: `contract-${run}`, body });
  await rig.carryOutcomes(ids.quoteId);
  return ids;
};

describe('while simulated time is ten days ahead', () => {
  it('a fact attested now is dated as everything else in the order, and whoever asks for changes since finds it', async () => {
    const { att, rig } = ahead();
    const { quoteId } = await orderBeforeContract(rig, att);
    const before = (await rig.order(quoteId)).body as unknown as TrackedOrder;
    const { body } = await rig.attest(quoteId, { fact: 'signature', value: 'signed' });
    const order = body as unknown as TrackedOrder;
    expect(order.updatedAt >= before.updatedAt).toBe(true);
    expect(order.facts['signature']!.at >= before.updatedAt).toBe(true);
    const times = order.timeline.map(({ at }) => at);
    expect(times).toEqual(times.toSorted());
    expect(order.updatedAt).toBe(times.at(-1));
    const { body: list } = await rig.list({ updatedSince: before.updatedAt });
    expect((list['orders'] as { quoteId: string }[]).map((one) => one.quoteId)).toContain(quoteId);
  });

  it('a note stands behind what happened before it', async () => {
    const { att, rig } = ahead();
    const { quoteId } = await orderBeforeContract(rig, att);
    const { body } = await rig.addNote(quoteId, { text: 'signed by the owner' }, { key: `note-${run}` });
    const order = (await rig.order(quoteId)).body as unknown as TrackedOrder;
    expect(order.timeline.at(-1)).toMatchObject({ type: 'note-added', at: body['at'] });
    expect(order.timeline.map(({ at }) => at)).toEqual(order.timeline.map(({ at }) => at).toSorted());
    expect(order.updatedAt).toBe(body['at']);
  });

  it('a request is dated so as well, and its deadline is real', async () => {
    const { att, rig } = ahead();
    const { body } = await walkTo(rig, att, 'apex-create-contract', `run-${run}`);
    const lost = gatewayRig({
      client,
      transport: () => Promise.reject(new TransportError('timeout', true)),
      now: () => Date.now() + aheadMs,
    });
    const askedAt = Date.now();
    const { status, headers } = await lost.call('apex-create-contract', { key: `lost-${run}`, body });
    expect(status).toBe(202);
    const requestId = String(headers['x-request-record']).split('/').at(-1)!;
    const shown = (await rig.request(requestId)).body;
    for (const member of ['startedAt', 'finishedAt'])
      expect(Date.parse(String(shown[member]))).toBeGreaterThanOrEqual(askedAt + aheadMs);
    const record = await rig.requests.find(requestId);
    expect(Date.parse(record!.deadlineAt)).toBeLessThan(Date.now() + 60_000);
    expect(record!.timeline!.every(({ at }) => Date.parse(at) >= askedAt + aheadMs)).toBe(true);
  });
});
