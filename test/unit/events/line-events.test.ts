import { TransportError } from '#att/transport';
import type { ResourceEvent } from '#events/event';
import { isNamedBy } from '#events/event-types';
import type { OperationId } from '#operations/registry';
import { lineKey } from '#tracking/line/line-item';
import { requestKey } from '#requests/request-record';
import { follow, publisherRig } from '../../support/event-rig';
import { imeiOf } from '../../support/imei';
import { mobilityRig, scriptedAtt, solutionProvider, wireAnswer } from '../tracking/long-running/mobility-rig';

const number = '2125550181';
const newNumber = '2125550182';
const [oldImei, newImei] = [imeiOf('35209900', '000104'), imeiOf('35209900', '000777')];
const [oldSim, newSim] = ['89014103200000000017', '89014103200000004242'];
const newEid = '89049032000001000000000012341234';
const pin = '846213';
const account = '287300000077';
const actor = 'j.doe@partner';

type Reply = () => ReturnType<typeof wireAnswer> | Error;
const done: Reply = () => wireAnswer(200, { status: 'Success' });

/** Writes to a line over one table, and the publisher told of every change of it and of its request’s record. */
const lineWorld = async () => {
  const reply: { change: Reply; number: Reply } = {
    change: done,
    number: () => wireAnswer(200, { status: 'Success', newSubscriberNumber: newNumber }),
  };
  const shown = { subscriberNumber: number, status: 'active', device: { imei: oldImei, sim: oldSim } };
  const att = scriptedAtt({
    'update-device': () => reply.change(),
    'change-number': () => reply.number(),
    'remove-static-ip': () => reply.change(),
    'get-line-details': () => wireAnswer(200, { lines: [shown] }),
  });
  const rig = await mobilityRig(att);
  const publisher = await publisherRig(rig.client);
  const line = follow(rig.table, lineKey(solutionProvider, number));
  const records: Awaited<ReturnType<typeof line>>[] = [];
  const tell = async (change: Awaited<ReturnType<typeof line>>) => {
    records.push(change);
    expect(await publisher.publish([change])).toEqual([]);
  };
  const look = async () => {
    rig.advance(1_000);
    await rig.call('get-line-details', { query: { subscriberNumber: number } });
    await tell(await line());
  };
  const write = async (id: OperationId, body?: object, key = `key-${Math.random()}`) => {
    rig.advance(1_000);
    const answer = await rig.call(id, {
      path: { subscriberNumber: number },
      ...(body && { body }),
      headers: { 'x-actor': actor, 'x-reason': 'ticket 4711' },
      key,
    });
    const requestId = String(answer.headers['x-request-record']).split('/').at(-1)!;
    await tell(await line());
    await tell(await follow(rig.table, requestKey(requestId))());
    await tell(await line());
    return { status: answer.status, requestId };
  };
  const events = (): ResourceEvent[] => publisher.bus.events.filter(({ type }) => type.startsWith('subscriber.'));
  const told = () => events().map(({ sequence, type, before, after }) => [sequence, type, before, after]);
  return { rig, publisher, reply, look, write, events, told, records, line, tell };
};

const body = { 'update-device': { imei: newImei, sim: newSim } };

it.each<[OperationId, object | undefined, unknown[]]>([
  [
    'update-device',
    body['update-device'],
    ['device-changed', 'imei:1046 sim:0017', `imei:${newImei.slice(-4)} sim:4242`],
  ],
  ['update-device', { eid: newEid }, ['device-changed', 'sim:0017', 'eid:1234']],
  ['change-number', { mode: 'system-assigned', serviceZip: '10001' }, ['number-changed', number, newNumber]],
  ['reset-voicemail', { pin }, ['voicemail-reset', null, null]],
  ['transfer-billing-responsibility', { targetBillingAccountNumber: account }, ['transferred', null, null]],
  [
    'update-subscriber-information',
    { name: { firstName: 'Kim', lastName: 'Canary' } },
    ['contact-changed', null, null],
  ],
  ['cancel-subscriber', {}, ['cancelled', 'active', 'cancelled']],
  ['cancel-subscriber', { effectiveDate: 'nextBillingCycle' }, ['cancelled', 'active', null]],
  ['remove-static-ip', undefined, ['network-changed', null, null]],
])('%s %j is told once it is known to have been made, with what was before and after', async (id, asked, expected) => {
  const { look, write, events, rig } = await lineWorld();
  await look();
  const { status, requestId } = await write(id, asked);
  expect(status).toBe(200);
  const [type, before, after] = expected;
  expect(events()).toEqual([
    {
      schemaVersion: '1',
      id: expect.stringMatching(/^evt_[\w-]{32}$/) as string,
      type: `subscriber.${String(type)}`,
      sequence: 1,
      occurredAt: new Date(rig.now()).toISOString(),
      resource: { kind: 'subscriber', id: number, solutionProvider },
      before,
      after,
      provenance: 'observed',
      requestId,
      operation: id,
    },
  ]);
  for (const secret of [pin, account, actor, 'ticket', 'Kim', 'Canary', oldImei, newImei, oldSim, newSim, newEid])
    expect(JSON.stringify(events())).not.toContain(secret);
});

it('tells of every change once and in their order, whatever order the stream tells of them in and however often', async () => {
  const { look, write, told, records, publisher } = await lineWorld();
  await look();
  await write('update-device', body['update-device']);
  await write('reset-voicemail', { pin });
  await write('update-device', { imei: oldImei });
  const all = [
    [1, 'subscriber.device-changed', 'imei:1046 sim:0017', `imei:${newImei.slice(-4)} sim:4242`],
    [2, 'subscriber.voicemail-reset', null, null],
    [3, 'subscriber.device-changed', `imei:${newImei.slice(-4)}`, 'imei:1046'],
  ];
  expect(told()).toEqual(all);
  for (const one of [...records.toReversed(), ...records]) await publisher.publish([one]);
  await publisher.publish(records.toReversed());
  expect(told()).toEqual(all);
});

it('tells nothing of what AT&T refused, and of what is no sensitive change', async () => {
  const { reply, write, told } = await lineWorld();
  reply.change = () => wireAnswer(400, { code: 'NO', message: 'no' });
  expect((await write('update-device', body['update-device'])).status).toBe(422);
  reply.change = done;
  expect((await write('suspend-subscriber', {})).status).toBe(200);
  expect(told()).toEqual([]);
});

it('tells of a change of unknown outcome when it is decided that it was made, and then once', async () => {
  const { rig, reply, look, write, told, tell, line } = await lineWorld();
  await look();
  reply.change = () => new TransportError('timeout', true);
  const { status, requestId } = await write('reset-voicemail', { pin });
  expect([status, told()]).toEqual([202, []]);
  const record = (await rig.requests.find(requestId))!;
  const follows = follow(rig.table, requestKey(requestId));
  await follows();
  await rig.requests.transition(record, { outcome: 'succeeded', evidence: 'AT&T ticket 4711' });
  const change = await follows();
  await Promise.all([tell(change), tell(change)]);
  await tell(await line());
  expect(told()).toEqual([[1, 'subscriber.voicemail-reset', null, null]]);
});

it('numbers changes that are decided at the same time one after the other', async () => {
  const { rig, reply, look, write, told, tell, line } = await lineWorld();
  await look();
  reply.change = () => new TransportError('timeout', true);
  const lost = [];
  for (let times = 0; times < 6; times += 1) {
    const { requestId } = await write('reset-voicemail', { pin });
    const follows = follow(rig.table, requestKey(requestId));
    await follows();
    lost.push({ record: (await rig.requests.find(requestId))!, follows });
  }
  for (const { record } of lost) await rig.requests.transition(record, { outcome: 'succeeded', evidence: 'x' });
  await Promise.all(lost.map(async ({ follows }) => tell(await follows())));
  await tell(await line());
  expect(told()).toEqual([1, 2, 3, 4, 5, 6].map((sequence) => [sequence, 'subscriber.voicemail-reset', null, null]));
});

it('tells of changes that have left the line’s newest entries before the publisher came to them', async () => {
  const { rig, publisher, line, told } = await lineWorld();
  const quiet: Awaited<ReturnType<typeof line>>[] = [];
  for (let times = 0; times < 3; times += 1) {
    await rig.call('remove-static-ip', { path: { subscriberNumber: number } });
    rig.advance(1_000);
  }
  quiet.push(await line());
  const stored = (await rig.table.get(lineKey(solutionProvider, number)))!;
  const timeline = stored['timeline'] as { requestId: string; at: string }[];
  const made = timeline.map((entry, index) => ({
    ...entry,
    outcome: 'succeeded',
    made: { at: entry.at, sequence: index + 1 },
  }));
  await rig.table.put({ ...stored, timeline: made, changesMade: 3 });
  quiet.push(await line());
  await rig.table.put({ ...stored, timeline: made.slice(2), changesMade: 3 });
  quiet.push(await line());
  await publisher.publish(quiet);
  expect(told().map(([sequence]) => sequence)).toEqual([1, 2, 3]);
});

it('can be had alone by endpoints that want them', () => {
  expect(
    ['subscriber.*', 'subscriber.device-changed', '*'].map((one) => isNamedBy(one, 'subscriber.device-changed')),
  ).toEqual([true, true, true]);
  expect(isNamedBy('order.*', 'subscriber.device-changed')).toBe(false);
});
