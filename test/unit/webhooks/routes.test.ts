import '../../support/function-environment';
import { createWebhookEndpoint } from '#routes/webhooks/create-webhook-endpoint';
import { deleteWebhookEndpoint } from '#routes/webhooks/delete-webhook-endpoint';
import { listWebhookEndpointDeliveries } from '#routes/webhooks/list-webhook-endpoint-deliveries';
import { listWebhookEndpoints } from '#routes/webhooks/list-webhook-endpoints';
import { redeliverEvent } from '#routes/events/redeliver-event';
import { redeliverEventRange } from '#routes/webhooks/redeliver-event-range';
import { rotateWebhookEndpointSecret } from '#routes/webhooks/rotate-webhook-endpoint-secret';
import { testWebhookEndpoint } from '#routes/webhooks/test-webhook-endpoint';
import { updateWebhookEndpoint } from '#routes/webhooks/update-webhook-endpoint';
import { someEvent } from '../../support/webhook-rig';
import { webhookRoutesRig as rig } from '../../support/webhook-routes';
import { routeHandler } from '../../support/route-handler';

describe('registering an endpoint', () => {
  it('shows a secret once, which no list and no log has', async () => {
    const { call, create, log, ...deps } = await rig();
    const { status, json } = await create({ types: ['order.*'], description: 'CRM' });
    const secret = String(json['secret']);
    expect(status).toBe(201);
    expect(json).toMatchObject({ types: ['order.*'], enabled: true, secretsInUse: 1 });
    expect(secret).toMatch(/^whsec_/);
    const listed = await call(routeHandler(listWebhookEndpoints, { ...deps, log }));
    expect(JSON.stringify([listed.json, log.lines])).not.toContain(secret.slice('whsec_'.length));
    expect(listed.json).toMatchObject({ endpoints: [{ description: 'CRM' }] });
  });

  it.each([
    [{ url: 'http://hooks.example.com/' }, '/url'],
    [{ url: 'https://10.0.0.1/' }, '/url'],
    [{ failoverUrl: 'http://hooks.example.com/' }, '/failoverUrl'],
    [{ failoverUrl: 'https://169.254.169.254/' }, '/failoverUrl'],
    [{ failoverUrl: null }, '/failoverUrl'],
    [{ types: ['orders.*'] }, '/types/0'],
    [{ types: [] }, '/types'],
    [{ unknown: 1 }, '/unknown'],
  ])('with %j is refused at %s', async (parts, pointer) => {
    const { create } = await rig();
    const { status, json } = await create(parts);
    expect(status).toBe(400);
    expect(json).toMatchObject({ code: 'invalid-request', errors: [{ pointer }] });
  });

  it('stops at twenty', async () => {
    const { create } = await rig();
    for (let count = 0; count < 20; count += 1) expect((await create()).status).toBe(201);
    expect((await create()).json).toMatchObject({ status: 409, code: 'webhook-endpoint-limit' });
  });

  it('needs the scope', async () => {
    const { call, ...deps } = await rig();
    const caller = { scopes: ['tracking:read', 'tracking:write'] };
    const refused = await call(routeHandler(createWebhookEndpoint, deps), {
      body: { url: 'https://a.example.com/' },
      caller,
    });
    expect(refused.json).toMatchObject({ code: 'scope-not-granted' });
  });
});

describe('an endpoint', () => {
  it('is nobody else’s', async () => {
    const { call, create, ...deps } = await rig();
    const path = { endpointId: (await create()).id };
    const caller = { solutionProviders: ['SP-B'] };
    for (const [handler, parts] of [
      [routeHandler(updateWebhookEndpoint, deps), { body: { enabled: false } }],
      [routeHandler(deleteWebhookEndpoint, deps), {}],
      [routeHandler(rotateWebhookEndpointSecret, deps), {}],
      [routeHandler(testWebhookEndpoint, deps), {}],
      [routeHandler(listWebhookEndpointDeliveries, deps), {}],
      [routeHandler(redeliverEventRange, deps), { body: { since: '2026-01-01T00:00:00Z' } }],
    ] as const) {
      expect((await call(handler, { path, caller, ...parts })).json).toMatchObject({
        code: 'webhook-endpoint-not-found',
      });
    }
    expect((await call(routeHandler(listWebhookEndpoints, deps), { caller })).json).toEqual({ endpoints: [] });
  });

  it('is switched off and on again, with a change each that becomes an event', async () => {
    const { call, createVerified, ...deps } = await rig();
    const path = { endpointId: (await createVerified()).id };
    const update = routeHandler(updateWebhookEndpoint, deps);
    const off = await call(update, { path, body: { enabled: false } });
    expect(off.json).toMatchObject({ enabled: false, disabledReason: 'by-request' });
    const tried = await call(routeHandler(testWebhookEndpoint, deps), { path });
    expect(tried.json).toMatchObject({ status: 409, code: 'webhook-endpoint-disabled' });
    const on = await call(update, { path, body: { enabled: true, types: ['port-in.*'] } });
    expect(on.json).toMatchObject({ enabled: true, types: ['port-in.*'] });
    expect(on.json).not.toHaveProperty('disabledReason');
    const { timeline } = (await deps.endpoints.find('SP-A', path.endpointId))!;
    expect(timeline.map(({ type }) => type)).toEqual(['disabled', 'enabled']);
  });

  it('can only be moved to where it could have been registered', async () => {
    const { call, create, ...deps } = await rig();
    const path = { endpointId: (await create()).id };
    const moved = await call(routeHandler(updateWebhookEndpoint, deps), { path, body: { url: 'https://127.0.0.1/' } });
    expect(moved.json).toMatchObject({ code: 'invalid-request', errors: [{ pointer: '/url' }] });
    const failover = { failoverUrl: 'https://[::ffff:10.0.0.1]/' };
    const refused = await call(routeHandler(updateWebhookEndpoint, deps), { path, body: failover });
    expect(refused.json).toMatchObject({ code: 'invalid-request', errors: [{ pointer: '/failoverUrl' }] });
  });

  it('is given a failover URL, keeps it through other changes, and loses it on request', async () => {
    const { call, create, ...deps } = await rig();
    const path = { endpointId: (await create()).id };
    const update = routeHandler(updateWebhookEndpoint, deps);
    const failoverUrl = 'https://standby.example.com/';
    expect((await call(update, { path, body: { failoverUrl } })).json).toMatchObject({ failoverUrl });
    expect((await call(update, { path, body: { types: ['order.*'] } })).json).toMatchObject({ failoverUrl });
    expect((await call(update, { path, body: { failoverUrl: null } })).json).not.toHaveProperty('failoverUrl');
    expect((await create({ failoverUrl })).json).toMatchObject({ failoverUrl });
  });

  it('has its secret rotated twice at once without losing either change', async () => {
    const { call, create, ...deps } = await rig();
    const path = { endpointId: (await create()).id };
    const rotate = routeHandler(rotateWebhookEndpointSecret, deps);
    const both = await Promise.all([call(rotate, { path }), call(rotate, { path })]);
    const endpoint = (await deps.endpoints.find('SP-A', path.endpointId))!;
    const secrets = await Promise.all(endpoint.secrets.map((stored) => deps.signing.open(endpoint, stored)));
    expect(secrets.toSorted()).toEqual(both.map(({ json }) => json['secret']).toSorted());
  });

  it('is gone when it is deleted', async () => {
    const { call, create, ...deps } = await rig();
    const path = { endpointId: (await create()).id };
    const remove = routeHandler(deleteWebhookEndpoint, deps);
    expect((await call(remove, { path })).status).toBe(200);
    expect((await call(remove, { path })).json).toMatchObject({ code: 'webhook-endpoint-not-found' });
  });

  it('lists attempts page by page, newest first', async () => {
    const { call, create, ...deps } = await rig();
    const path = { endpointId: (await create()).id };
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      const at = new Date(deps.clock.now() + attempt * 1_000).toISOString();
      const made = { eventId: someEvent().id, eventType: 'order.quoted', attempt, at, outcome: 'failed' as const };
      await deps.deliveries.add(path.endpointId, made);
    }
    const list = routeHandler(listWebhookEndpointDeliveries, deps);
    const first = await call(list, { path, query: { limit: '2' } });
    const rest = await call(list, { path, query: { limit: '2', cursor: String(first.json['nextCursor']) } });
    expect(first.json).toMatchObject({ deliveries: [{ attempt: 3 }, { attempt: 2 }] });
    expect(rest.json).toMatchObject({ deliveries: [{ attempt: 1 }] });
    expect(rest.json).not.toHaveProperty('nextCursor');
  });
});

describe('sending again', () => {
  it('leaves one event to the sender, for one endpoint or for all it is for', async () => {
    const { call, createVerified, left, ...deps } = await rig();
    const event = someEvent();
    await deps.events.keep(event, deps.clock.now());
    const { id: endpointId } = await createVerified();
    const again = routeHandler(redeliverEvent, deps);
    const path = { eventId: event.id };
    expect((await call(again, { path })).status).toBe(202);
    expect((await call(again, { path, query: { endpointId } })).status).toBe(202);
    expect(left).toEqual([{ event }, { event, endpointId }]);
    const unknown = await call(again, { path: { eventId: `evt_${'x'.repeat(32)}` } });
    expect(unknown.json).toMatchObject({ code: 'event-not-found' });
    const foreign = await call(again, { path, caller: { solutionProviders: ['SP-B'] } });
    expect(foreign.json).toMatchObject({ code: 'event-not-found' });
  });

  it('leaves a time to the sender, until now when nothing else is said', async () => {
    const { call, createVerified, left, ...deps } = await rig();
    const { id: endpointId } = await createVerified();
    const range = { path: { endpointId }, body: { since: '2026-03-05T10:00:00+01:00' } };
    expect((await call(routeHandler(redeliverEventRange, deps), range)).status).toBe(202);
    expect(left).toEqual([
      {
        endpointId,
        solutionProvider: 'SP-A',
        since: '2026-03-05T09:00:00.000Z',
        until: new Date(deps.now()).toISOString(),
        redeliveryId: expect.any(String) as string,
      },
    ]);
  });
});
