import type { OperationId } from '#operations/registry';
import { dynaliteClient } from '../../support/dynalite-client';
import { gatewayRig } from '../../support/gateway-rig';
import {
  account,
  attOfRevisions,
  byNumber,
  cachingWorld as world,
  fromAtt,
  fromCache,
  number,
  other,
} from '../../support/read-cache-world';
import { watchedClient } from '../../support/watched-client';

describe('a second identical read', () => {
  it.each<[OperationId, Parameters<ReturnType<typeof gatewayRig>['call']>[1]]>([
    ['get-line-details', byNumber()],
    ['list-subscribers', byNumber()],
    ['get-billing-account', { path: { billingAccountNumber: account } }],
  ])('%s within the time is answered without AT&T, with its age', async (id, parts) => {
    const { read, clock } = await world();
    expect(await read(id, parts)).toEqual(fromAtt(1));
    clock.advance(9_999);
    expect(await read(id, parts)).toEqual(fromCache(1, '9'));
    clock.advance(1);
    expect(await read(id, parts)).toEqual(fromAtt(1));
  });

  it('of another Solution Provider, line or operation is another read', async () => {
    const { read, rig } = await world();
    await read();
    expect(await read('get-line-details', { ...byNumber(), solutionProvider: '10006' })).toEqual(fromAtt(1));
    expect(await read('get-line-details', byNumber(other))).toEqual(fromAtt(1));
    expect(await read('list-subscribers')).toEqual(fromAtt(1));
    expect(await read('get-line-details', { query: { subscriberNumber: number, view: 'full' } })).toEqual(fromAtt(1));
    expect((await rig.call('get-line-details', byNumber())).headers['age']).toBe('0');
  });

  it.each(['no-cache', 'max-age=0, No-Cache', 'no-store'])('with Cache-Control: %s goes to AT&T', async (value) => {
    const { read, att } = await world();
    await read();
    att.state.revision = 2;
    expect(await read('get-line-details', { ...byNumber(), headers: { 'Cache-Control': value } })).toEqual(fromAtt(2));
    expect(await read()).toEqual(fromCache(2));
  });

  it('is not answered from a failure', async () => {
    const { read, att } = await world();
    att.state.readStatus = 404;
    // A 404 with a line in it contradicts itself.
    expect(await read()).toMatchObject({ status: 502, asked: 1 });
    att.state.readStatus = 200;
    expect(await read()).toEqual(fromAtt(1));
  });

  it.each<[OperationId, Parameters<ReturnType<typeof gatewayRig>['call']>[1]]>([
    ['get-line-details', { query: { subscriberStatus: 'active' } }],
    ['list-subscribers', { query: { billingAccountNumber: account } }],
    ['get-port-in', { path: { portInId: 'P' } }],
  ])('%s that is not of one line or account goes to AT&T: %j', async (id, parts) => {
    const { read } = await world();
    await read(id, parts);
    expect(await read(id, parts)).toMatchObject({ status: 200, asked: 1, age: undefined });
  });
});

describe('the table', () => {
  const overWatched = async (seconds?: number) => {
    const client = watchedClient(await dynaliteClient());
    const att = attOfRevisions();
    const rig = gatewayRig({
      client,
      transport: att.transport,
      ...(seconds && { readCacheSeconds: seconds, wireNow: Date.now }),
    });
    return { client, att, rig };
  };

  it('holds no answer, only that something changed', async () => {
    const { client, rig } = await overWatched(10);
    await rig.call('get-billing-account', { path: { billingAccountNumber: account } });
    await rig.call('get-billing-account', { path: { billingAccountNumber: account } });
    expect(client.sent).toEqual(['GetItem', 'GetItem']);
  });

  it('is not asked at all while the option is off', async () => {
    const { client, att, rig } = await overWatched();
    for (let times = 0; times < 2; times += 1)
      await rig.call('get-billing-account', { path: { billingAccountNumber: account } });
    expect([client.sent, att.asked.length]).toEqual([[], 2]);
  });
});
