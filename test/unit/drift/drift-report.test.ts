import { compareViews } from '#drift/run';
import { solutionProvider } from '../../support/gateway-rig';
import { activations } from '../../../tools/simulator/behaviours/mobility/activations';
import { lines } from '../../../tools/simulator/behaviours/mobility/lines';
import { pdpBatches } from '../../../tools/simulator/behaviours/mobility/pdp-batches';
import { portIns } from '../../../tools/simulator/behaviours/mobility/port-ins';
import { orders, subOrders } from '../../../tools/simulator/behaviours/ordering/orders';
import { driftWorld } from './world';

it('is empty where AT&T shows what is known here, whatever it is of', async () => {
  const world = await driftWorld();
  await world.completedPortIn();
  await world.activated();
  await world.provisioned();
  await world.completedOrder();
  await world.seenLine('2125550101');
  world.advance('PT2H');
  const { report, run, differences } = await world.compared();
  expect(differences).toEqual([]);
  expect([report, run.things, run.missed, run.differences]).toEqual(['finished', 5, 0, 0]);
  const asked = world.att.calls.slice(-run.asked).map(({ operation }) => operation);
  expect(new Set(asked)).toEqual(
    new Set([
      'get-port-in',
      'list-port-ins',
      'get-service-activation',
      'get-pdp-provisioning',
      'alliance-get-credit-check',
      'alliance-get-contract',
      'alliance-get-order-status',
      'get-line-details',
    ]),
  );
});

/** What stands in the report, without what is the same of all. */
const told = (differences: Awaited<ReturnType<Awaited<ReturnType<typeof driftWorld>>['compared']>>['differences']) =>
  differences.map(({ solutionProvider: _whose, seenAt: _when, ...difference }) => difference);

describe('each kind of difference', () => {
  it('AT&T has a port-in that is not known here: taken in, it is, and is followed', async () => {
    const world = await driftWorld();
    const id = await world.completedPortIn('2125550241');
    world.atAtt(portIns, 'PORT-ELSEWHERE', { id: 'PORT-ELSEWHERE', subscriberNumber: '2125550241', state: 'pending' });
    world.advance('PT2H');
    expect(told((await world.compared()).differences)).toEqual([
      {
        what: 'unknown-here',
        of: 'port-in',
        id: 'PORT-ELSEWHERE',
        ...{ readBy: 'list-port-ins', readId: '2125550241', att: 'pending' },
      },
    ]);
    expect(await world.takeIn('get-port-in', 'PORT-ELSEWHERE')).toBe('recorded');
    expect(await world.rig.longRunning.items.find('port-in', solutionProvider, 'PORT-ELSEWHERE')).toMatchObject({
      origin: 'elsewhere',
      state: 'pending',
    });
    const job = { solutionProvider, kind: 'port-in', id: 'PORT-ELSEWHERE' };
    expect(await world.deps.pollJobs.find(job)).toMatchObject({ polls: 0 });
    expect((await world.compared()).differences).toEqual([]);
    expect(id).not.toBe('PORT-ELSEWHERE');
  });

  it('AT&T has no such thing any more: of each kind', async () => {
    const world = await driftWorld();
    const portIn = await world.completedPortIn();
    const activation = await world.activated();
    const batch = await world.provisioned();
    const { quoteId, orderId } = await world.completedOrder();
    const line = await world.seenLine('2125550102');
    world.advance('PT2H');
    world.goneAtAtt(portIns, portIn);
    world.goneAtAtt(activations, activation);
    world.goneAtAtt(pdpBatches, batch);
    world.goneAtAtt(orders, orderId);
    world.goneAtAtt(lines, line);
    const { differences } = await world.compared();
    expect(differences.map(({ what, of, id, readBy }) => [what, of, id, readBy])).toEqual([
      ['unknown-at-att', 'line', line, 'get-line-details'],
      ['unknown-at-att', 'order', quoteId, 'alliance-get-order-status'],
      ['unknown-at-att', 'pdp-provisioning', batch, 'get-pdp-provisioning'],
      ['unknown-at-att', 'port-in', portIn, 'get-port-in'],
      ['unknown-at-att', 'service-activation', activation, 'get-service-activation'],
    ]);
    expect(await world.takeIn('get-port-in', portIn)).toBe('unknown-at-att');
  });

  it('it stands otherwise at AT&T, and nobody polls it any more: taken in, it does here as well', async () => {
    const world = await driftWorld();
    const line = await world.seenLine('2125550101');
    world.atAtt(portIns, 'PORT-GIVEN-UP', { id: 'PORT-GIVEN-UP', subscriberNumber: '2125550243', state: 'pending' });
    await world.rig.call('get-port-in', { path: { portInId: 'PORT-GIVEN-UP' } });
    world.advance('P61D');
    await world.followed('port-in', 'PORT-GIVEN-UP');
    world.atAtt(portIns, 'PORT-GIVEN-UP', { state: 'rejected', stateReason: { code: 'PASSCODE_PIN_INVALID' } });
    world.atAtt(lines, line, { status: 'suspended' });
    const { differences } = await world.compared();
    expect(told(differences)).toEqual([
      {
        what: 'state-differs',
        of: 'line',
        id: line,
        ...{ readBy: 'get-line-details', readId: line, here: 'active', att: 'suspended' },
      },
      {
        what: 'state-differs',
        of: 'port-in',
        id: 'PORT-GIVEN-UP',
        ...{ readBy: 'get-port-in', readId: 'PORT-GIVEN-UP', here: 'pending', att: 'action-required' },
      },
    ]);
    for (const { readBy, readId } of differences) expect(await world.takeIn(readBy, readId)).toBe('recorded');
    world.advance('PT2H');
    expect((await world.compared()).differences).toEqual([]);
  });

  it('AT&T goes on with what had ended here', async () => {
    const world = await driftWorld();
    const portIn = await world.completedPortIn();
    const { quoteId, orderId } = await world.completedOrder();
    world.advance('PT2H');
    world.atAtt(portIns, portIn, { state: 'pending' });
    for (const subOrderId of (await world.rig.orders.find(solutionProvider, quoteId))!.subOrderIds)
      world.atAtt(subOrders, subOrderId, { status: 'IN_PROGRESS' });
    const { differences } = await world.compared();
    expect(told(differences)).toEqual([
      {
        what: 'reopened',
        of: 'order',
        id: quoteId,
        ...{ readBy: 'alliance-get-order-status', readId: orderId },
        ...{ here: 'completion completed', att: 'status IN_PROGRESS' },
      },
      {
        what: 'reopened',
        of: 'port-in',
        id: portIn,
        ...{ readBy: 'get-port-in', readId: portIn, here: 'completed', att: 'pending' },
      },
    ]);
    // Once it is taken in the partner is told of it; that AT&T contradicts itself stays for AT&T to say.
    await world.takeIn('get-port-in', portIn);
    expect(await world.rig.longRunning.items.find('port-in', solutionProvider, portIn)).toMatchObject({
      state: 'completed',
      anomaly: { state: 'pending' },
    });
  });

  it('dates, numbers or devices differ where the state does not; their names are told, never what they say', async () => {
    const world = await driftWorld();
    const portIn = await world.completedPortIn();
    const line = await world.seenLine('2125550102');
    world.advance('PT2H');
    world.atAtt(portIns, portIn, { completionDate: '2026-12-24T00:00:00.000Z' });
    world.atAtt(lines, line, { device: { imei: '352099000009999', sim: '89014103200000007777' } });
    const { differences } = await world.compared();
    expect(told(differences)).toMatchObject([
      { what: 'members-differ', of: 'line', id: line, members: ['imei', 'sim'] },
      { what: 'members-differ', of: 'port-in', id: portIn, members: ['completionDate'] },
    ]);
    expect(JSON.stringify(differences)).not.toMatch(/2026-12-24|9999|7777/);
    for (const { readBy, readId } of differences) await world.takeIn(readBy, readId);
    world.advance('PT2H');
    expect((await world.compared()).differences).toEqual([]);
  });
});

it('cannot tell what AT&T has besides by a list that names what it has by other ids', async () => {
  const world = await driftWorld();
  await world.completedPortIn('2125550247');
  world.atAtt(portIns, 'PORT-ELSEWHERE', { id: 'PORT-ELSEWHERE', subscriberNumber: '2125550247', state: 'pending' });
  world.advance('PT2H');
  const otherIds: typeof world.deps.att.call = async (asked) => {
    const result = await world.rig.att.call(asked);
    if (asked.operation.id !== 'list-port-ins') return result;
    const body = {
      portIns: [
        { id: '1', state: 'completed' },
        { id: '2', state: 'pending' },
      ],
    };
    return { answer: result.answer!, verdict: { outcome: 'succeeded', body } };
  };
  await compareViews(
    () => ({ ...world.deps, att: { call: otherIds } }),
    [solutionProvider],
    () => true,
  );
  expect(await world.deps.drift.latest(solutionProvider)).toMatchObject({ asked: 2, differences: 0 });
});

it('counts each difference once, by the read that shows it, and changes nothing of what it compares', async () => {
  const world = await driftWorld();
  const portIn = await world.completedPortIn();
  world.advance('PT2H');
  world.atAtt(portIns, portIn, { state: 'pending' });
  const before = await world.rig.longRunning.items.find('port-in', solutionProvider, portIn);
  world.rig.metrics.emitted.length = 0;
  await world.compared();
  const counted = world.rig.metrics.emitted.filter(({ values }) => 'ViewDrift' in values);
  expect(counted).toEqual([{ about: { operation: 'get-port-in', solutionProvider }, values: { ViewDrift: 1 } }]);
  expect(await world.rig.longRunning.items.find('port-in', solutionProvider, portIn)).toEqual(before);
});

it('leaves to its poller what is polled, and to time what has just come about', async () => {
  const world = await driftWorld();
  world.atAtt(portIns, 'PORT-OPEN', { id: 'PORT-OPEN', subscriberNumber: '2125550249', state: 'pending' });
  await world.rig.call('get-port-in', { path: { portInId: 'PORT-OPEN' } });
  world.goneAtAtt(portIns, 'PORT-OPEN');
  expect((await world.compared()).run).toMatchObject({ things: 1, asked: 0, differences: 0 });
  world.atAtt(portIns, 'PORT-OPEN', { id: 'PORT-OPEN', subscriberNumber: '2125550249', state: 'completed' });
  world.advance('PT2H');
  expect((await world.compared()).run).toMatchObject({ things: 1, asked: 2, differences: 0 });
});
