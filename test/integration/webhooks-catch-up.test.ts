import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { eventSchema } from '#events/event';
import { startLocalGateway, type LocalGateway } from '../support/local-gateway';
import { startReceiver, webhookPartner } from '../support/webhook-partner';

let gateway: LocalGateway;
const receivers: { close: () => void }[] = [];
const { call, register, remove, quote, advance } = webhookPartner(() => gateway);

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

const eventsSchema = z.looseObject({
  events: z.array(eventSchema),
  hasMore: z.boolean(),
  nextCursor: z.string().optional(),
});

const list = async (query: string) => eventsSchema.parse((await call('GET', `/v1/events?${query}`)).json);

/** What is listed once so many events are published. */
const listed = async (query: string, count: number) => {
  for (const end = Date.now() + 15_000; Date.now() < end;) {
    await sleep(250);
    const page = await list(query);
    if (page.events.length >= count) return page;
  }
  throw new Error('not listed');
};

describe('a partner that missed events', () => {
  it('catches up from a cursor, and has them sent again under the same ids', async () => {
    const partner = await receiver(204);
    const quoteId = await quote();
    const page = await listed(`resource=order:${quoteId}`, 1);
    expect(page.events.map(({ type }) => type)).toEqual(['order.quoted']);
    const { id } = await register(partner.url, ['port-in.*']);
    const { id: eventId } = page.events[0]!;
    expect((await call('POST', `/v1/events/${eventId}/redelivery?endpointId=${id}`)).status).toBe(202);
    await partner.until(1);
    expect(partner.received[0]!.headers['webhook-id']).toBe(eventId);
    const later = await quote();
    const next = await listed(`cursor=${page.nextCursor}`, 1);
    expect(next.events.at(-1)?.resource.id).toBe(later);
    await remove(id);
  }, 60_000);

  it('is told that a note or a document was added, and reads what it says itself', async () => {
    const partner = await receiver(204);
    const { id } = await register(partner.url);
    const quoteId = await quote();
    const notes = `/v1/tracking/orders/${quoteId}/notes`;
    const add = (key: string, body: object) =>
      gateway.call({ client: 'demo-single', path: notes, headers: { 'Idempotency-Key': key }, body });
    const document = { kind: 'letter-of-authorization', name: 'loa.pdf', reference: 'archive/loa-2026-0042' };
    const added = [
      await add('note', { text: 'call the owner first; PIN 4711' }),
      await add('note', { text: 'call the owner first; PIN 4711' }),
      await add('loa', { document }),
    ];
    expect(added.map(({ status }) => status)).toEqual([201, 201, 201]);
    await partner.until(3);
    const told = partner.received.map(({ event }) => event).toSorted((a, b) => a.sequence - b.sequence);
    expect(told.map(({ type }) => type)).toEqual(['order.quoted', 'order.note-added', 'order.document-added']);
    const { json } = await call('GET', notes);
    expect(json).toMatchObject({
      notes: [
        { id: told[1]!.note, text: 'call the owner first; PIN [secret]' },
        { id: told[2]!.note, document },
      ],
    });
    expect(partner.received.map(({ body }) => body).join()).not.toMatch(/owner|4711|loa/);
    await remove(id);
  }, 60_000);

  it('is told what becomes of a write that got no answer, and need not ask', async () => {
    const partner = await receiver(204);
    const { id } = await register(partner.url, ['request.*']);
    const operation = 'suspend-subscriber';
    await gateway.sim('POST faults', { operation, fault: { kind: 'reset-after' } });
    const lost = await gateway.call({
      client: 'demo-single',
      path: '/v1/mobility/subscribers/2125550103/suspension',
      headers: { 'Idempotency-Key': 'suspended-unseen' },
      body: { reasonCode: 'Lost', effectiveDate: 'immediate' },
    });
    expect(lost.status).toBe(202);
    await partner.until(1);
    await advance('PT20M');
    await partner.until(2);
    const told = partner.received.map(({ event }) => event).toSorted((a, b) => a.sequence - b.sequence);
    expect(told.map(({ type }) => type)).toEqual(['request.unknown', 'request.succeeded']);
    const { json } = await call('GET', `/v1/requests/${told[0]!.resource.id}`);
    expect(json).toMatchObject({ operation, outcome: 'succeeded' });
    await remove(id);
  }, 60_000);

  it('has a time sent again', async () => {
    const since = new Date().toISOString();
    const ids = [await quote(), await quote()];
    await listed(`since=${since}`, 2);
    const partner = await receiver(204);
    const { id } = await register(partner.url);
    const asked = await call('POST', `/v1/webhook-endpoints/${id}/redelivery`, { since });
    expect(asked.status).toBe(202);
    await partner.until(2);
    expect(partner.received.map(({ event }) => event.resource.id).toSorted()).toEqual(ids.toSorted());
    await remove(id);
  }, 60_000);

  it('sees nothing of another Solution Provider’s', async () => {
    const quoteId = await quote();
    const { events } = await listed(`resource=order:${quoteId}`, 1);
    const other = gateway.clients.find(({ clientId }) => clientId === 'demo-connector')!.solutionProviders[1]!;
    const asOther = { client: 'demo-connector', headers: { 'x-solution-provider-id': other } };
    const page = await gateway.call({ ...asOther, method: 'GET', path: `/v1/events?resource=order:${quoteId}` });
    expect(page.json).toMatchObject({ events: [] });
    const again = await gateway.call({ ...asOther, path: `/v1/events/${events[0]!.id}/redelivery` });
    expect(again.json).toMatchObject({ code: 'event-not-found' });
  }, 60_000);
});

describe('a runtime that is ended', () => {
  it('keeps what waits to be sent, and publishes what it had no time to', async () => {
    const partner = await receiver(500, 200);
    const { id } = await register(partner.url);
    const told = await quote();
    await partner.until(1);
    const { dataDir } = gateway;
    await gateway.stop('SIGKILL');
    gateway = await startLocalGateway({ dataDir });
    await gateway.sim('POST clock', { advance: 'PT1M' });
    await partner.until(2);
    // Killed between its answer and our note of it, an attempt is made again: at least once, under one id.
    expect(new Set(partner.received.map(({ event }) => event.resource.id))).toEqual(new Set([told]));
    expect(new Set(partner.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    await remove(id);
  }, 60_000);
});
