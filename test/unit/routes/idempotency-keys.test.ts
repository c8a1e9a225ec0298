import { ownRoutes } from '#routes/registry';
import { everyWriteRig } from '../../support/every-write';
import { registered } from '../../support/own-route-items';
import { ownRoutesRig, type OwnRoutesRig } from '../../support/own-routes';

const id = 'create-webhook-endpoint';
const body = { url: 'https://hooks.example.com/', description: 'CRM' };

const endpointsOf = async ({ call }: OwnRoutesRig): Promise<unknown[]> =>
  (await call('list-webhook-endpoints')).body['endpoints'] as unknown[];

describe('a route that would carry a repeat out again', () => {
  const refusing = ownRoutes.filter(({ method, idempotencyKey }) => method !== 'GET' && idempotencyKey === undefined);

  it.each(refusing.map((route) => route.id))('%s: refuses a key, and nothing is done', async (route) => {
    const { call, done } = await everyWriteRig();
    expect(await call(route, { headers: { 'Idempotency-Key': 'key' } })).toMatchObject({
      status: 400,
      body: { code: 'invalid-request', errors: [{ parameter: 'header idempotency-key' }] },
    });
    expect(done()).toEqual([]);
  });
});

describe('a webhook endpoint that is registered twice under one key', () => {
  it('is one endpoint with one secret, which is shown to whoever repeats the call', async () => {
    const rig = await ownRoutesRig();
    const first = await rig.call(id, { key: 'k', body });
    const again = await rig.call(id, { key: 'k', body });
    expect(first).toMatchObject({ status: 201, body: { secret: expect.stringMatching(/^whsec_/) as unknown } });
    expect(first.headers).not.toHaveProperty('idempotency-replayed');
    expect(again).toEqual({ ...first, headers: { ...first.headers, 'idempotency-replayed': 'true' } });
    expect(await endpointsOf(rig)).toHaveLength(1);
  });

  it('is one also when both calls are made at the same time', async () => {
    const rig = await ownRoutesRig();
    const answers = await Promise.all([1, 2, 3].map(() => rig.call(id, { key: 'k', body })));
    expect(new Set(answers.map((answer) => answer.body['secret'])).size).toBe(1);
    expect(await endpointsOf(rig)).toHaveLength(1);
  });

  it('is answered also when the Solution Provider has no room for another', async () => {
    const rig = await ownRoutesRig();
    await rig.call(id, { key: 'k', body });
    for (let count = 1; count < 20; count += 1) await registered(rig);
    expect((await rig.call(id, { key: 'k', body })).status).toBe(201);
  });

  it.each<[string, (rig: OwnRoutesRig, path: Record<string, string>) => Promise<unknown>, object]>([
    ['the repeat asks for another', () => Promise.resolve(), { ...body, url: 'https://other.example.com/' }],
    [
      'it was changed since',
      (rig, path) => rig.call('update-webhook-endpoint', { path, body: { types: ['*'] } }),
      body,
    ],
    ['its secret was replaced', (rig, path) => rig.call('rotate-webhook-endpoint-secret', { path }), body],
    ['a day has passed', ({ clock }) => clock.pause(24 * 3_600_000 + 1), body],
  ])('is refused, and no secret shown, when %s', async (_, happens, repeat) => {
    const rig = await ownRoutesRig();
    const made = await rig.call(id, { key: 'k', body });
    const endpointId = String(made.body['id']);
    await happens(rig, { endpointId });
    const answer = await rig.call(id, { key: 'k', body: repeat });
    expect(answer).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });
    expect(answer.body['detail']).toContain(endpointId);
    expect(JSON.stringify(answer)).not.toContain('whsec_');
    expect(await endpointsOf(rig)).toHaveLength(1);
  });

  it('is another under another key, or without one', async () => {
    const rig = await ownRoutesRig();
    for (const key of ['a', 'b', null, null]) await rig.call(id, { key, body });
    expect(await endpointsOf(rig)).toHaveLength(4);
  });
});
