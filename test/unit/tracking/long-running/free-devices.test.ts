import '../../../support/function-environment';
import { waitingItem } from '#events/waiting-item';
import { requestKey } from '#requests/request-record';
import { createApplyOutcome } from '#tracking/apply-outcome';
import { activate, activations, imei, lockOf, otherImei, otherSim, readAfter, sim } from './activated-devices';
import { mobilityRig, wireAnswer } from './mobility-rig';

describe('a device that is active', () => {
  const line = { subscriberNumber: '2125550177' };
  const shown: { lines: object[] } = { lines: [] };
  const activeRig = async () => {
    const att = activations({ word: 'active', line });
    att.replies['get-line-details'] = () => wireAnswer(200, shown);
    att.replies['cancel-subscriber'] = () => wireAnswer(200, { status: 'Success' });
    const rig = await mobilityRig(att);
    await activate(rig, 'first', { imei, sim });
    await readAfter(rig, 1_000);
    return { att, rig };
  };

  it.each([
    ['SIM', { imei: otherImei, sim }],
    ['IMEI', { imei, sim: otherSim }],
  ])('is not activated a second time by its %s under another key', async (_, device) => {
    const { att, rig } = await activeRig();
    rig.advance(40 * 24 * 3_600_000);
    const again = await activate(rig, 'second', device);
    expect([again.status, again.body['code'], att.timesAsked('activate-service')]).toEqual([409, 'already-done', 1]);
    expect(again.body).toMatchObject({
      detail: 'AT&T’s id of the service activation that has it is ACT-1; its state is active.',
      nextSteps: [{ action: 'read', operation: 'get-line-details', path: '/v1/mobility/line-details' }],
    });
  });

  it('is free once its line is cancelled', async () => {
    const { rig } = await activeRig();
    rig.advance(1_000);
    const cancelled = await rig.call('cancel-subscriber', { path: line, body: {}, key: 'cancel' });
    expect(cancelled.status).toBe(200);
    rig.advance(1_000);
    expect((await activate(rig, 'second', { imei, sim })).status).toBe(202);
  });

  it.each<[string, object[], number, number]>([
    ['no line has it', [], 3_600_000, 202],
    ['a cancelled line has it', [{ ...line, status: 'cancelled' }], 3_600_000, 202],
    ['a line in service has it', [{ ...line, status: 'suspended' }], 3_600_000, 409],
    ['a line has it whose status nobody knows', [{ ...line, status: 'on ice' }], 3_600_000, 409],
    ['no line has it yet', [], 60_000, 409],
  ])('after a read by it that shows that %s', async (_, lines, afterMs, status) => {
    const { rig } = await activeRig();
    shown.lines = lines;
    rig.advance(afterMs);
    await rig.call('get-line-details', { query: { imei } });
    await rig.call('get-line-details', { query: { sim } });
    rig.advance(1_000);
    expect((await activate(rig, 'second', { imei, sim })).status).toBe(status);
  });

  it.each(['its line is cancelled', 'a read shows that no line has it'])(
    'is had and given up after the record of its request has expired as well: %s',
    async (how) => {
      const { att, rig } = await activeRig();
      const { [`sim:${sim}`]: owner } = (await rig.table.get(lockOf(`sim:${sim}`)))!;
      const { requestId } = owner as { requestId: string };
      const told = waitingItem(undefined, (await rig.table.get(requestKey(requestId)))!);
      await createApplyOutcome(rig.table, rig.now)(told!);
      rig.advance(90 * 24 * 3_600_000);
      await rig.table.delete(requestKey(requestId));
      expect((await activate(rig, 'second', { imei, sim })).body).toMatchObject({ code: 'already-done' });
      shown.lines = [];
      if (how === 'its line is cancelled') await rig.call('cancel-subscriber', { path: line, body: {}, key: 'cancel' });
      else for (const query of [{ imei }, { sim }]) await rig.call('get-line-details', { query });
      rig.advance(1_000);
      expect((await activate(rig, 'third', { imei, sim })).status).toBe(202);
      expect(att.timesAsked('activate-service')).toBe(2);
    },
  );

  it('stays had by an activation in flight, whatever a read of lines shows', async () => {
    const att = activations();
    att.replies['get-line-details'] = () => wireAnswer(200, { lines: [] });
    const rig = await mobilityRig(att);
    await activate(rig, 'first', { imei, sim });
    rig.advance(3_600_000);
    await rig.call('get-line-details', { query: { sim } });
    expect((await activate(rig, 'second', { imei: otherImei, sim })).status).toBe(409);
  });
});
