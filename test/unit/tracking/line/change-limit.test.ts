import { TransportError } from '#att/transport';
import { lineKey } from '#tracking/line/line-item';
import { mishaps } from '../../../support/watched-client';
import { mobilityRig, scriptedAtt, solutionProvider } from '../long-running/mobility-rig';
import { bodies, done, hourMs, imei, limited, limitedRig, number, refused, type Reply } from './change-limit-rig';

it.each(limited)('%s is one of the changes of which a number takes so many in a day', async (id) => {
  const { change, sent } = await limitedRig(2);
  expect([await change('reset-voicemail'), await change(), await change(id), sent()]).toEqual([200, 200, 429, 2]);
});

it.each(['update-subscriber-information', 'cancel-subscriber', 'suspend-subscriber', 'remove-static-ip'] as const)(
  '%s is let through all the same, and is none of them',
  async (id) => {
    const { rig, change } = await limitedRig(1);
    const ask = () =>
      rig.call(id, {
        path: { subscriberNumber: number },
        ...(id !== 'remove-static-ip' && { body: bodies[id] ?? {} }),
      });
    expect((await ask()).status).toBe(200);
    expect([await change(), (await ask()).status === 429]).toEqual([200, false]);
  },
);

it('says when the next one is possible; then it is', async () => {
  const { rig, change, ask } = await limitedRig(2);
  await change();
  rig.advance(5 * hourMs);
  await change();
  rig.advance(hourMs);
  const { status, body, headers } = await ask('change-number');
  expect([status, body['code'], body['retryable']]).toEqual([429, 'too-many-line-changes', true]);
  const wait = Number(headers['retry-after']);
  expect(wait).toBe((24 - 6) * 3_600 - 1);
  const at = new Date(rig.now() + wait * 1_000).toISOString();
  expect(body['detail']).toBe(
    `This line has had 2 device, number, voicemail or billing changes within 24 hours, the most it may have. The next is possible from ${at} on.`,
  );
  rig.advance(wait * 1_000 - 1_000);
  expect((await ask('change-number')).status).toBe(429);
  rig.advance(1_000);
  expect((await ask('change-number')).status).toBe(200);
});

it('leaves nothing of a refused call, and its key is free', async () => {
  const { rig, change, ask, entries } = await limitedRig(1);
  await change();
  const before = await entries();
  for (let times = 0; times < 3; times += 1) expect((await ask('update-device', { key: 'late' })).status).toBe(429);
  expect(await entries()).toEqual(before);
  rig.advance(24 * hourMs);
  expect((await ask('update-device', { key: 'late' })).status).toBe(200);
});

it('lets so many through of those that come at once, and no more', async () => {
  const { ask, sent, entries } = await limitedRig(3);
  const statuses = await Promise.all(limited.flatMap((id) => [1, 2, 3].map(async () => (await ask(id)).status)));
  expect([statuses.filter((status) => status === 200).length, sent(), (await entries()).length]).toEqual([3, 3, 3]);
  expect(new Set(statuses)).toEqual(new Set([200, 429]));
});

it('does not count what AT&T refused, what was not sent, and what is answered again', async () => {
  const { reply, change, ask, sent } = await limitedRig(1);
  reply.change = refused;
  expect(await change()).toBe(422);
  reply.change = () => new TransportError('connect', false);
  expect(await change()).toBe(503);
  reply.change = done;
  const first = await ask('update-device', { key: 'one' });
  const asked = sent();
  expect([first.status, (await ask('update-device', { key: 'one' })).headers['idempotency-replayed']]).toEqual([
    200,
    'true',
  ]);
  expect([sent(), await change()]).toEqual([asked, 429]);
});

it('is told by a dry run, which is none of them', async () => {
  const { rig, change, entries, sent } = await limitedRig(1);
  const rehearsed = async () => {
    const parts = { path: { subscriberNumber: number }, body: bodies['update-device'], query: { validate: 'true' } };
    const { status, body } = await rig.call('update-device', parts);
    return [status, body['code'] ?? body['valid']];
  };
  expect([await rehearsed(), await rehearsed(), await entries()]).toEqual([[200, true], [200, true], []]);
  expect(await change()).toBe(200);
  expect([await rehearsed(), sent(), (await entries()).length]).toEqual([[429, 'too-many-line-changes'], 1, 1]);
  expect(rig.log.lines.filter(({ message }) => message === 'sensitive-change')).toHaveLength(1);
});

it('is counted for the Solution Provider, refused or not, and by nothing of the line', async () => {
  const { rig, change } = await limitedRig(1);
  expect([await change(), await change('reset-voicemail'), await change('suspend-subscriber')]).toEqual([
    200, 429, 200,
  ]);
  const counted = rig.log.lines.filter(({ message }) => message === 'sensitive-change');
  expect(counted.map(({ facts }) => facts)).toEqual(
    ['update-device', 'reset-voicemail'].map((operation) => ({
      ...{ operation, solutionProvider },
      callId: expect.any(String) as string,
    })),
  );
});

it('is off where the tenant says so', async () => {
  const { call } = await mobilityRig(scriptedAtt({ 'update-device': done }));
  for (let times = 0; times < 5; times += 1) {
    const { status } = await call('update-device', { path: { subscriberNumber: number }, body: { imei: imei(3) } });
    expect(status).toBe(200);
  }
});

describe('a change of unknown outcome', () => {
  const lost: Reply = () => new TransportError('timeout', true);

  it('counts until it is decided, once when it was made', async () => {
    const { rig, reply, change, reconciled } = await limitedRig(2);
    reply.change = lost;
    expect(await change()).toBe(202);
    reply.change = done;
    expect([await change(), await change()]).toEqual([200, 429]);
    reply.line = { ...reply.line, device: { imei: imei(104), sim: '89014103200000000017' } };
    expect(await reconciled()).toBe('succeeded');
    expect(await change()).toBe(429);
    rig.advance(24 * hourMs);
    expect([await change(), await change(), await change()]).toEqual([200, 200, 429]);
  });

  it('and no more when it was not', async () => {
    const { rig, reply, change, reconciled } = await limitedRig(1);
    reply.change = lost;
    expect(await change()).toBe(202);
    reply.change = done;
    expect(await change()).toBe(429);
    reply.line = { ...reply.line, device: { imei: imei(7), sim: '89014103200000000099' } };
    rig.advance(hourMs);
    expect(await reconciled()).toBe('not-applied');
    expect([await change(), await change()]).toEqual([200, 429]);
  });
});

describe('whatever befalls a request to the table', () => {
  /** A call makes so many, and one more that nothing befalls. */
  const cases = [1, 2, 3, 4, 5].flatMap((nth) => mishaps.map((mishap) => [mishap, nth] as const));

  it.each(cases)(
    '%s at request %i of a change: it is neither lost from the count nor counted twice',
    async (mishap, nth) => {
      const { rig, reply, change, reconciled, entries, sent } = await limitedRig(2);
      // AT&T shows what it has done.
      reply.line = { ...reply.line, device: { imei: imei(7), sim: '89014103200000000099' } };
      reply.change = () => {
        reply.line = { ...reply.line, device: bodies['update-device'] };
        return done();
      };
      rig.client.goWrong(nth, mishap);
      await Promise.race([change('update-device', { key: 'struck' }), rig.client.died()]);
      rig.client.rest();
      const underWay = await change('update-device', { key: 'struck' });
      expect([200, 202, 409]).toContain(underWay);
      rig.advance(hourMs);
      await reconciled();
      expect((await entries()).length).toBeLessThanOrEqual(2);
      reply.change = done;
      for (let times = 0; times < 3; times += 1) await change();
      expect([await change(), sent()]).toEqual([429, 2]);
    },
  );

  it('carried out twice by the table, an entry counts once', async () => {
    const { rig, change, entries } = await limitedRig(2);
    expect(await change()).toBe(200);
    const [entry] = await entries();
    await rig.table.update({ key: lineKey(solutionProvider, number), append: { timeline: [entry] } });
    expect([await change(), await change()]).toEqual([200, 429]);
  });
});
