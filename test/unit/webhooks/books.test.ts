import { createTable, type Table } from '#platform/table/table';
import { webhookSends } from '#platform/table/keys';
import { createDeliveryLog, type Delivery } from '#webhooks/delivery-log';
import { createRedeliveryStore } from '#webhooks/redelivery-store';
import { createSendBudget, mostSendsPerMinute } from '#webhooks/send-budget';
import { dynaliteClient, tableName } from '../../support/dynalite-client';
import { fixedClock } from '../../support/fakes';

const clock = fixedClock();
let table: Table;
beforeEach(async () => (table = createTable(await dynaliteClient(), tableName)));

describe('a redelivery', () => {
  const whose = { solutionProvider: 'SP-A', endpointId: 'we_1' };
  const range = { since: '2026-11-01T00:00:00.000Z', until: '2026-11-02T00:00:00.000Z' };
  const redeliveries = () => createRedeliveryStore(table, clock.now);
  const refused = (retryAfterSeconds: number, detail: string) => ({
    ...{
      code: 'redelivery-running',
      details: { retryAfterSeconds, detail: expect.stringContaining(detail) as string },
    },
  });

  it('is one at a time, until an hour after it was last heard of', async () => {
    const { id } = await redeliveries().begin(whose, range);
    await expect(redeliveries().begin(whose, range)).rejects.toMatchObject(refused(60, '; 0 so far'));
    clock.advance(1_800_000);
    expect(await redeliveries().advance(whose, id, 40, false)).toBe(true);
    clock.advance(3_600_000);
    await expect(redeliveries().begin(whose, range)).rejects.toMatchObject(refused(60, '; 40 so far'));
    clock.advance(1);
    const next = await redeliveries().begin(whose, range);
    expect(next).toMatchObject({ ...range, sent: 0, startedAt: new Date(clock.now()).toISOString() });
    expect(await redeliveries().advance(whose, id, 1, true)).toBe(false);
    expect((await redeliveries().begin({ ...whose, endpointId: 'we_2' }, range)).id).not.toBe(next.id);
  });

  it.each([
    [10, 60],
    [900, 90],
  ])('of %d events leaves the endpoint %d seconds to take them in', async (sent, seconds) => {
    const { id } = await redeliveries().begin(whose, range);
    await redeliveries().advance(whose, id, sent / 2, false);
    expect(await redeliveries().advance(whose, id, sent / 2, true)).toBe(true);
    await expect(redeliveries().begin(whose, range)).rejects.toMatchObject(refused(seconds, `${sent} of them`));
    clock.advance(seconds * 1_000 - 500);
    await expect(redeliveries().begin(whose, range)).rejects.toMatchObject(refused(1, 'give it time'));
    clock.advance(501);
    expect(await redeliveries().begin(whose, range)).toMatchObject({ sent: 0 });
  });
});

describe('what is sent on request', () => {
  it('is limited in a minute, of each Solution Provider', async () => {
    clock.advance(60_000 - (clock.now() % 60_000) + 15_000);
    const take = createSendBudget(table, clock.now);
    for (let count = 0; count < mostSendsPerMinute; count += 1) await take('SP-A');
    await expect(take('SP-A')).rejects.toMatchObject({
      ...{
        code: 'webhook-sending-limit',
        details: { retryAfterSeconds: 45, detail: expect.stringContaining('60') as string },
      },
    });
    await take('SP-B');
    const minute = Math.floor(clock.now() / 60_000);
    expect(await table.get(webhookSends.key.of({ solutionProvider: 'SP-B', minute: String(minute) }))).toMatchObject({
      ...{ used: 1, expiresAt: webhookSends.lifetime.expiresAt(minute * 60_000) },
    });
    clock.advance(45_000);
    await take('SP-A');
  });
});

describe('the log of deliveries', () => {
  it('has the newest first, a page at a time, of one endpoint', async () => {
    const log = createDeliveryLog(table);
    const delivery = (minute: number): Delivery => ({
      ...{ eventId: `evt_${minute}`, eventType: 'order.updated', attempt: 1, outcome: 'delivered', status: 200 },
      at: `2026-11-02T12:0${minute}:00.000Z`,
    });
    for (const minute of [1, 3, 2]) await log.add('we_1', delivery(minute));
    await log.add('we_2', delivery(4));
    const first = await log.list('we_1', 2);
    expect(first.deliveries).toEqual([delivery(3), delivery(2)]);
    const rest = await log.list('we_1', 2, first.next);
    expect(rest).toEqual({ deliveries: [delivery(1)] });
  });
});
