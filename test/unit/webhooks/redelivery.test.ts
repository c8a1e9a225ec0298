import { redeliverEvent } from '#routes/events/redeliver-event';
import { redeliverEventRange } from '#routes/webhooks/redeliver-event-range';
import { testWebhookEndpoint } from '#routes/webhooks/test-webhook-endpoint';
import { createRedeliveryStore } from '#webhooks/redelivery-store';
import { mostSendsPerMinute } from '#webhooks/send-budget';
import { createTable } from '#platform/table/table';
import { dynaliteClient, tableName } from '../../support/dynalite-client';
import { solutionProvider } from '../../support/event-rig';
import { fixedClock } from '../../support/fakes';
import { routeHandler } from '../../support/route-handler';
import { ok, receiver, senderRig, someEvent } from '../../support/webhook-rig';
import { webhookRoutesRig } from '../../support/webhook-routes';

const since = '2026-01-01T00:00:00Z';

describe('a redelivery', () => {
  it('runs one at a time for an endpoint: ten calls are one, and what they would have sent is told', async () => {
    const { call, createVerified, left, ...deps } = await webhookRoutesRig();
    const [one, other] = [await createVerified(), await createVerified()];
    const again = routeHandler(redeliverEventRange, deps);
    const ask = ({ id }: { id: string }) => call(again, { path: { endpointId: id }, body: { since } });
    const answers = await Promise.all(Array.from({ length: 10 }, () => ask(one)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([202, ...Array.from({ length: 9 }, () => 409)]);
    expect(left).toHaveLength(1);
    const refused = answers.find(({ status }) => status === 409)!;
    expect(refused.json).toMatchObject({ code: 'redelivery-running', retryable: true });
    expect(String(refused.json['detail'])).toContain('0 so far');
    expect((await ask(other)).status).toBe(202);
  });

  it('is over when its last event was sent, and a while after, so that the endpoint keeps up', async () => {
    const clock = fixedClock();
    const store = createRedeliveryStore(createTable(await dynaliteClient(), tableName), clock.now);
    const whose = { solutionProvider, endpointId: 'we_1' };
    const range = { since: '2026-01-01T00:00:00.000Z', until: '2026-01-02T00:00:00.000Z' };
    const { id } = await store.begin(whose, range);
    expect(await store.advance(whose, id, 100, false)).toBe(true);
    clock.advance(10 * 60_000);
    await expect(store.begin(whose, range)).rejects.toMatchObject({ code: 'redelivery-running' });
    expect(await store.advance(whose, id, 900, true)).toBe(true);
    await expect(store.begin(whose, range)).rejects.toMatchObject({
      details: { retryAfterSeconds: 100, detail: expect.stringContaining('1000 of them') as string },
    });
    clock.advance(100_001);
    const next = await store.begin(whose, range);
    expect([next.sent, await store.advance(whose, id, 1, true)]).toEqual([0, false]);
    expect(await store.advance({ ...whose, endpointId: 'we_gone' }, id, 1, true)).toBe(false);
  });

  it('that is lost holds up no other for ever', async () => {
    const clock = fixedClock();
    const store = createRedeliveryStore(createTable(await dynaliteClient(), tableName), clock.now);
    const whose = { solutionProvider, endpointId: 'we_1' };
    const range = { since: '2026-01-01T00:00:00.000Z', until: '2026-01-02T00:00:00.000Z' };
    await store.begin(whose, range);
    clock.advance(3_600_001);
    expect((await store.begin(whose, range)).sent).toBe(0);
  });

  it('sends page after page, each event once, counts them, and ends', async () => {
    const { post, got } = receiver(ok);
    const rig = await senderRig({ post });
    const endpoint = await rig.endpoint();
    for (let sequence = 1; sequence <= 120; sequence += 1) await rig.events.keep(someEvent(sequence), rig.clock.now());
    const whose = { solutionProvider, endpointId: endpoint.id };
    const range = { since: '2026-01-01T00:00:00.000Z', until: '2100-01-01T00:00:00.000Z' };
    const { id } = await rig.redeliveries.begin(whose, range);
    rig.ask({ ...whose, ...range, redeliveryId: id });
    await rig.run();
    for (const task of rig.bus.tasks) rig.ask(task);
    await rig.run();
    expect(new Set(got.map(({ headers }) => headers['webhook-id'])).size).toBe(120);
    expect(got).toHaveLength(120);
    await expect(rig.redeliveries.begin(whose, range)).rejects.toMatchObject({
      details: { detail: expect.stringContaining('120 of them') as string },
    });
  });

  it('that another has taken the place of goes no further', async () => {
    const rig = await senderRig({ post: receiver(ok).post });
    const endpoint = await rig.endpoint();
    for (let sequence = 1; sequence <= 101; sequence += 1) await rig.events.keep(someEvent(sequence), rig.clock.now());
    const whose = { solutionProvider, endpointId: endpoint.id };
    const range = { since: '2026-01-01T00:00:00.000Z', until: '2100-01-01T00:00:00.000Z' };
    await rig.redeliveries.begin(whose, range);
    rig.ask({ ...whose, ...range, redeliveryId: 'one-before' });
    await rig.run();
    expect(rig.bus.tasks).toEqual([]);
  });

  it('to an endpoint that is switched off meanwhile ends', async () => {
    const rig = await senderRig({ post: receiver(ok).post });
    const endpoint = await rig.endpoint();
    const whose = { solutionProvider, endpointId: endpoint.id };
    const range = { since: '2026-01-01T00:00:00.000Z', until: '2100-01-01T00:00:00.000Z' };
    const { id } = await rig.redeliveries.begin(whose, range);
    await rig.endpoints.change(endpoint, { enabled: false });
    rig.ask({ ...whose, ...range, redeliveryId: id });
    await rig.run();
    rig.clock.advance(60_001);
    expect((await rig.redeliveries.begin(whose, range)).sent).toBe(0);
  });
});

describe('events and tests asked for one by one', () => {
  it('are so many a minute for a Solution Provider, together', async () => {
    const { call, createVerified, left, ...deps } = await webhookRoutesRig();
    const { id: endpointId } = await createVerified();
    const event = someEvent();
    await deps.events.keep(event, deps.clock.now());
    const [again, test] = [routeHandler(redeliverEvent, deps), routeHandler(testWebhookEndpoint, deps)];
    const statuses: number[] = [];
    for (let count = 0; count < mostSendsPerMinute; count += 2) {
      statuses.push((await call(again, { path: { eventId: event.id } })).status);
      statuses.push((await call(test, { path: { endpointId } })).status);
    }
    // Registering the endpoint has sent a challenge.
    expect(statuses.filter((status) => status === 202)).toHaveLength(mostSendsPerMinute - 1);
    expect(left).toHaveLength(mostSendsPerMinute - 1);
    expect((await call(again, { path: { eventId: event.id } })).json).toMatchObject({ code: 'webhook-sending-limit' });
  });
});
