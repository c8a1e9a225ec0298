import { TransportError } from '#att/transport';
import type { OperationId } from '#operations/registry';
import { dynaliteClient } from '../../support/dynalite-client';
import { fixedClock } from '../../support/fakes';
import { gatewayRig } from '../../support/gateway-rig';
import {
  account,
  attOfRevisions,
  byNumber,
  cachingWorld as world,
  fromAtt,
  fromCache,
  number,
  ofLine,
  other,
} from '../../support/read-cache-world';
import { watchedClient } from '../../support/watched-client';

describe('a write', () => {
  it.each<[OperationId, object]>([
    ['suspend-subscriber', { ...ofLine, body: {} }],
    ['change-rate-plan', { ...ofLine, body: { ratePlanCode: 'UNLIMITED-B' } }],
    ['remove-static-ip', ofLine],
    [
      'provision-pdp',
      { body: { apn: 'fleet.example.com', subscribers: [{ subscriberNumber: other }, { subscriberNumber: number }] } },
    ],
    // The number it ends up with stands in AT&T’s answer only.
    [
      'change-number',
      {
        path: { subscriberNumber: '2125550109' },
        body: { mode: 'system-assigned', serviceZip: '10001' },
      },
    ],
  ])('%s ends what was kept of its lines, on every instance', async (id, parts) => {
    const { rig, instance, read } = await world();
    const elsewhere = instance();
    const parts2 = id === 'change-number' ? byNumber(other) : byNumber();
    await read('get-line-details', parts2, elsewhere);
    expect(await read('get-line-details', parts2, elsewhere)).toEqual(fromCache(1));
    const { status } = await rig.call(id, { ...parts, key: 'k-1' });
    expect([200, 202]).toContain(status);
    expect(await read('get-line-details', parts2, elsewhere)).toMatchObject({ asked: 1, age: undefined });
  });

  it('to a billing account ends what was kept of it, and of nothing else', async () => {
    const { rig, read } = await world();
    const path = { billingAccountNumber: account };
    await read('get-billing-account', { path });
    await read();
    await rig.call('update-billing-account', { path, body: { contact: { email: 'a@example.com' } } });
    expect(await read('get-billing-account', { path })).toEqual(fromAtt(2));
    expect(await read()).toEqual(fromCache(1));
  });

  it('that is only checked, or answered from its record, ends nothing', async () => {
    const { rig, read } = await world();
    const parts = { ...ofLine, body: {}, key: 'k-1' };
    await rig.call('suspend-subscriber', parts);
    await read();
    await rig.call('suspend-subscriber', parts);
    await rig.call('suspend-subscriber', { ...parts, key: 'k-2', headers: { prefer: 'handling=validate' } });
    expect(await read()).toEqual(fromCache(2));
  });

  it('racing a read leaves nothing stale after its own answer, whichever AT&T answers first', async () => {
    const { rig, att, read } = await world();
    let letRead = () => {};
    att.held.read = new Promise((resolve) => (letRead = resolve));
    const slow = read();
    while (att.asked.length === 0) await new Promise(setImmediate);
    await rig.call('suspend-subscriber', { ...ofLine, body: {} });
    letRead();
    expect((await slow).revision).toBe(1);
    expect(await read()).toEqual(fromAtt(2));
  });

  it('on its way keeps reads from being kept', async () => {
    const { rig, att, read } = await world();
    let letWrite = () => {};
    att.held.write = new Promise((resolve) => (letWrite = resolve));
    const slow = rig.call('suspend-subscriber', { ...ofLine, body: {} });
    while (att.asked.length === 0) await new Promise(setImmediate);
    await read();
    expect(await read()).toEqual(fromAtt(1));
    letWrite();
    await slow;
    expect(await read()).toEqual(fromAtt(2));
    expect(await read()).toEqual(fromCache(2));
  });

  it('nobody knows the outcome of keeps reads of its line from being kept for five minutes', async () => {
    const { rig, att, clock, read } = await world();
    await read();
    att.state.fails = new TransportError('reset', true);
    expect((await rig.call('suspend-subscriber', { ...ofLine, body: {} })).status).toBe(202);
    expect(await read()).toEqual(fromAtt(1));
    expect(await read()).toEqual(fromAtt(1));
    clock.advance(5 * 60_000 + 1_000);
    expect(await read()).toEqual(fromAtt(1));
    expect(await read()).toEqual(fromCache(1));
  });
});

describe('trouble of the table', () => {
  const troubled = async () => {
    const client = watchedClient(await dynaliteClient());
    const att = attOfRevisions();
    const clock = fixedClock(Date.now());
    const rig = gatewayRig({ client, transport: att.transport, readCacheSeconds: 10, wireNow: clock.now });
    return { client, att, clock, rig };
  };

  it('fails no read; AT&T is asked', async () => {
    const { client, att, rig } = await troubled();
    await rig.call('list-subscribers', byNumber());
    client.goWrong(1, 'failed');
    expect((await rig.call('list-subscribers', byNumber())).status).toBe(200);
    expect(att.asked).toHaveLength(2);
  });

  it('before a write refuses it, with nothing sent; after it, nothing is kept until its time is over', async () => {
    const { client, att, clock, rig } = await troubled();
    const write = () => rig.call('change-rate-plan', { ...ofLine, body: { ratePlanCode: 'UNLIMITED-B' } });
    await rig.call('list-subscribers', byNumber());
    client.rest();
    await write();
    const [first, last] = [client.sent.indexOf('BatchWriteItem') + 1, client.sent.lastIndexOf('BatchWriteItem') + 1];
    client.rest();
    client.goWrong(first, 'failed');
    att.asked.length = 0;
    expect((await write()).status).toBe(503);
    expect(att.asked).toEqual([]);
    client.rest();
    client.goWrong(last, 'failed');
    expect((await write()).status).toBe(200);
    expect(rig.log.lines.map(({ message }) => message)).toContain('change-not-marked');
    client.rest();
    for (let times = 0; times < 2; times += 1)
      expect((await rig.call('list-subscribers', byNumber())).headers['age']).toBeUndefined();
    clock.advance(60_000);
    await rig.call('list-subscribers', byNumber());
    expect((await rig.call('list-subscribers', byNumber())).headers['age']).toBe('0');
  });
});
