import { setTimeout as sleep } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import { startLocalGateway, type LocalGateway } from '../support/local-gateway';
import { startReceiver, webhookPartner } from '../support/webhook-partner';

let gateway: LocalGateway;
const receivers: { close: () => void }[] = [];
const { call, register, rotate, remove, quote, advance, deliveriesTo, urlsOfDeliveriesTo } = webhookPartner(
  () => gateway,
);

beforeAll(async () => {
  gateway = await startLocalGateway();
}, 60_000);
afterEach(() => {
  for (const one of receivers.splice(0)) one.close();
});
afterAll(async () => gateway.remove());

const receiver = async (...statuses: number[]) => {
  const started = await startReceiver(...statuses);
  receivers.push(started);
  return started;
};

/** Lets time pass until so many were received. Some may pass before a failed attempt is back in the queue, where its wait begins. */
const advanceUntil = async (
  partner: Awaited<ReturnType<typeof startReceiver>>,
  count: number,
  wait: string,
): Promise<void> => {
  for (let tries = 0; partner.received.length < count && tries < 10; tries += 1) {
    await advance(wait);
    await partner.until(count, 1_500).catch(() => undefined);
  }
  await partner.until(count);
};

describe('a webhook endpoint', () => {
  it('gets what happens, signed, without anybody asking', async () => {
    const partner = await receiver(204);
    const { id, secret } = await register(partner.url);
    const quoteId = await quote();
    await partner.until(1);
    const { headers, body, event } = partner.received[0]!;
    expect(new Webhook(secret).verify(body, headers as Record<string, string>)).toEqual(JSON.parse(body));
    expect(event).toMatchObject({ type: 'order.quoted', sequence: 1, resource: { kind: 'order', id: quoteId } });
    expect(headers['webhook-id']).toBe(event.id);
    await remove(id);
  });

  it('that fails nine times and then recovers gets ten attempts over three simulated days', async () => {
    const partner = await receiver(...Array.from({ length: 9 }, () => 500), 200);
    const { id } = await register(partner.url);
    await quote();
    await partner.until(1);
    for (const [index, wait] of [
      'PT6S',
      'PT6M',
      'PT34M',
      'PT3H',
      'PT6H',
      'PT12H',
      'PT16H',
      'PT23H',
      'PT27H',
    ].entries()) {
      await advanceUntil(partner, index + 2, wait);
    }
    await sleep(200);
    expect(partner.received).toHaveLength(10);
    expect(new Set(partner.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect((await deliveriesTo(id)).at(-1)).toEqual([10, 'delivered', undefined]);
    await remove(id);
  }, 60_000);

  it('that answers 410 is switched off, and the others are told', async () => {
    const gone = await receiver(410);
    const other = await receiver(204);
    const { id } = await register(gone.url);
    const watcher = await register(other.url, ['webhook-endpoint.*']);
    await quote();
    await other.until(1);
    expect(other.received[0]!.event).toMatchObject({
      type: 'webhook-endpoint.disabled',
      reason: 'gone',
      resource: { id },
    });
    await quote();
    await advance('PT1H');
    await sleep(300);
    expect(gone.received).toHaveLength(1);
    await remove(id);
    await remove(watcher.id);
  });

  it('that redirects to a private address is not followed there', async () => {
    const partner = await receiver(302, 200);
    const { id } = await register(partner.url);
    await quote();
    await partner.until(1);
    await advanceUntil(partner, 2, 'PT7S');
    await sleep(200);
    expect(await deliveriesTo(id)).toEqual([
      [1, 'failed', 'redirect'],
      [2, 'delivered', undefined],
    ]);
    await remove(id);
  });

  it('with a failover URL gets there what the first URL does not take, once', async () => {
    const [first, standby] = [await receiver(503), await receiver(204)];
    const { id, secret } = await register(first.url, ['order.*'], standby.url);
    await quote();
    await standby.until(1);
    await sleep(200);
    await advance('PT7S');
    await sleep(300);
    expect([first.received.length, standby.received.length]).toEqual([1, 1]);
    const { headers, body } = standby.received[0]!;
    expect(new Webhook(secret).verify(body, headers as Record<string, string>)).toEqual(JSON.parse(body));
    expect(await urlsOfDeliveriesTo(id)).toEqual([[1, 'delivered', 'failoverUrl']]);
    await remove(id);
  });

  it('of which both URLs are down is tried again, until the first is back', async () => {
    const [first, standby] = [await receiver(500, 204), await receiver(500)];
    const { id } = await register(first.url, ['order.*'], standby.url);
    await quote();
    await standby.until(1);
    await advanceUntil(first, 2, 'PT7S');
    await sleep(200);
    expect(await urlsOfDeliveriesTo(id)).toEqual([
      [1, 'failed', 'failoverUrl'],
      [2, 'delivered', 'url'],
    ]);
    expect(standby.received).toHaveLength(1);
    await remove(id);
  });

  it('may not fail over to a private address, nor be changed to', async () => {
    const partner = await receiver(204);
    const failoverUrl = 'https://10.0.0.1/';
    const refused = await call('POST', '/v1/webhook-endpoints', { url: partner.url, failoverUrl });
    expect([refused.status, refused.json]).toMatchObject([400, { errors: [{ pointer: '/failoverUrl' }] }]);
    const { id } = await register(partner.url);
    const unchanged = await call('PATCH', `/v1/webhook-endpoints/${id}`, { failoverUrl });
    expect([unchanged.status, unchanged.json]).toMatchObject([400, { errors: [{ pointer: '/failoverUrl' }] }]);
    await remove(id);
  });

  it('with its secret rotated is sent two signatures', async () => {
    const partner = await receiver(204);
    const { id, secret } = await register(partner.url);
    const rotated = await rotate(id);
    const tested = await call('POST', `/v1/webhook-endpoints/${id}/test-event`);
    await partner.until(1);
    const { headers, body, event } = partner.received[0]!;
    for (const one of [secret, rotated.secret])
      expect(new Webhook(one).verify(body, headers as Record<string, string>)).toBeDefined();
    expect(tested.status).toBe(202);
    expect(event).toMatchObject({ type: 'webhook-endpoint.test', sequence: 0 });
    await remove(id);
  });

  it.each([
    'http://10.0.0.1/',
    'https://169.254.169.254/',
    'https://localhost.localdomain.internal/',
    'ftp://127.0.0.1/',
  ])('at %s is refused with what is wrong', async (url) => {
    const { status, json } = await call('POST', '/v1/webhook-endpoints', { url });
    expect(status).toBe(400);
    expect(json).toMatchObject({ code: 'invalid-request', errors: [{ pointer: '/url' }] });
  });

  it('never shows its secret again', async () => {
    const partner = await receiver(204);
    const { id, secret } = await register(partner.url);
    const listed = await call('GET', '/v1/webhook-endpoints');
    expect(listed.text).toContain(id);
    expect(listed.text).not.toContain(secret);
    expect(await gateway.output()).not.toContain(secret);
    await remove(id);
  });
});
