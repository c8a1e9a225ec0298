import { lateUnderDeadline } from './unknown-outcome';
import { mobilityRig, portInBody, portInsAtAtt, type MobilityRig } from './mobility-rig';

const number = '2125550300';

const request = (rig: MobilityRig, key: string, change: object = {}) =>
  rig.call('request-port-in', { body: portInBody(number, change), key });
const read = (rig: MobilityRig, portInId: string) => rig.call('get-port-in', { path: { portInId } });

describe('the course of a port-in', () => {
  it('is told with AT&T’s words beside ours, dates, who acts, and a timeline', async () => {
    const shown = { word: 'confirmed', shown: { confirmedDate: '2026-11-06T15:30:00+0000', portRequestNumber: 'P-9' } };
    const rig = await mobilityRig(portInsAtAtt(shown));
    await request(rig, 'first', { externalId: 'port-1001', requestedStartDate: '2026-11-06T15:30:00+0000' });
    rig.advance(60_000);
    await read(rig, 'PORT-1');
    const { status, body, headers } = await rig.portIn('PORT-1');
    expect([status, headers?.['etag']]).toEqual([200, '"2"']);
    expect(body).toMatchObject({
      id: 'PORT-1',
      subscriberNumber: number,
      state: 'confirmed',
      final: false,
      raw: { status: 'confirmed' },
      portRequestNumber: 'P-9',
      externalId: 'port-1001',
      requestedDate: '2026-11-06T15:30:00+0000',
      confirmedDate: '2026-11-06T15:30:00+0000',
      origin: 'here',
      version: 2,
    });
    expect((body['timeline'] as { type: string }[]).map(({ type }) => type)).toEqual(['opened', 'state-changed']);
    expect(body['nextSteps']).toContainEqual(expect.objectContaining({ action: 'wait', actor: 'att' }));
  });

  it('counts a word nobody knows, keeps it, and stays open', async () => {
    const rig = await mobilityRig(portInsAtAtt({ word: 'ZZ-REVIEW', shown: {} }));
    await request(rig, 'first');
    rig.advance(1_000);
    await read(rig, 'PORT-1');
    const { body } = await rig.portIn('PORT-1');
    expect(body).toMatchObject({
      state: 'submitted',
      final: false,
      raw: { status: 'ZZ-REVIEW' },
      reason: { code: 'unmapped' },
    });
    expect(rig.metrics.emitted.filter(({ values }) => values.UnmappedStates === 1)).toHaveLength(1);
  });

  it('does not fail on a state that cannot follow: it says so and goes on asking', async () => {
    const shown = { word: 'completed', shown: {} };
    const rig = await mobilityRig(portInsAtAtt(shown));
    await request(rig, 'first');
    rig.advance(1_000);
    await read(rig, 'PORT-1');
    shown.word = 'pending';
    rig.advance(1_000);
    await read(rig, 'PORT-1');
    const { body } = await rig.portIn('PORT-1');
    expect(body).toMatchObject({ state: 'completed', final: false, anomaly: { state: 'pending', status: 'pending' } });
  });

  it('is cancelled when AT&T says so, and cannot be changed after', async () => {
    const rig = await mobilityRig(portInsAtAtt({ word: 'CN', shown: {} }));
    await request(rig, 'first');
    rig.advance(1_000);
    expect((await rig.call('cancel-port-in', { path: { portInId: 'PORT-1' }, body: {} })).status).toBe(200);
    const shown = await rig.portIn('PORT-1');
    expect(shown.body).toMatchObject({ state: 'cancelled', final: true, pending: {} });
    await rig.carryPortIn('PORT-1');
    expect(await rig.portIn('PORT-1')).toEqual(shown);
    const late = await rig.call('update-port-in', { path: { portInId: 'PORT-1' }, body: { billingZip: '10002' } });
    expect([late.status, late.body['code'], late.body['missing']]).toEqual([
      409,
      'step-not-allowed',
      [{ fact: 'state', needed: 'submitted or pending or action-required or confirmed', known: 'cancelled' }],
    ]);
  });

  it('is followed from its first update when it was born elsewhere, with a warning', async () => {
    const rig = await mobilityRig(portInsAtAtt({ word: 'pending', shown: { billingZip: '10002' } }));
    const { status, headers } = await rig.call('update-port-in', {
      path: { portInId: 'PORT-500' },
      body: { billingZip: '10002' },
    });
    expect([status, headers['warning']]).toEqual([
      200,
      '299 - "the state is unknown; the change was asked for unchecked"',
    ]);
    expect((await rig.portIn('PORT-500')).body).toMatchObject({ origin: 'elsewhere', state: 'pending' });
  });

  it('is unknown to other Solution Providers', async () => {
    const rig = await mobilityRig(portInsAtAtt());
    await request(rig, 'first');
    expect((await rig.portIn('PORT-1', '10067')).body['code']).toBe('tracked-item-not-found');
  });

  it('is found out from the record of its request when the process died before it was stored', async () => {
    const rig = await mobilityRig(portInsAtAtt());
    await lateUnderDeadline(rig, number);
    expect((await request(rig, 'second')).body['code']).toBe('already-done');
    expect((await rig.portIn('PORT-9')).body).toMatchObject({ id: 'PORT-9', state: 'submitted', origin: 'here' });
  });
});

it('lists port-ins by state and time, page by page, each once', async () => {
  const att = portInsAtAtt();
  const rig = await mobilityRig(att);
  for (let index = 0; index < 7; index += 1) {
    await rig.call('request-port-in', { body: portInBody(`21255503${10 + index}`), key: `key-${index}` });
    rig.advance(1_000);
  }
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const { body } = await rig.portIns({ limit: '3', ...(cursor === undefined ? {} : { cursor }) });
    seen.push(...(body['portIns'] as { id: string }[]).map(({ id }) => id));
    cursor = body['nextCursor'] as string | undefined;
  } while (cursor !== undefined);
  expect(seen).toEqual(Array.from({ length: 7 }, (_, index) => `PORT-${index + 1}`));
  expect((await rig.portIns({ state: 'confirmed' })).body).toEqual({ portIns: [] });
  const since = new Date(rig.now() - 1_500).toISOString();
  expect((await rig.portIns({ updatedSince: since })).body['portIns']).toHaveLength(1);
  expect((await rig.portIns({ cursor: 'nonsense' })).status).toBe(400);
});
