import { positionText } from '#events/event-log';
import { events } from '#platform/table/keys';
import { createTable } from '#platform/table/table';
import { orderKey } from '#tracking/order/tracked-order';
import { dynaliteClient, tableName } from '../support/dynalite-client';
import { follow, publisherRig, solutionProvider } from '../support/event-rig';
import { inTurn } from '../support/in-turn';
import { watchedClient } from '../support/watched-client';
import { ok, receiver, senderRig, someEvent } from '../support/webhook-rig';

jest.setTimeout(180_000);

/** A table with other orders that are tracked, each with an event that was told of. */
const crowded = async (others: number) => {
  const client = watchedClient(await dynaliteClient());
  const table = createTable(client, tableName);
  const at = '2026-03-05T09:00:00.000Z';
  const expiresAt = events.lifetime.expiresAt(Date.parse(at));
  const items = Array.from({ length: others }, (_, index) => {
    const event = someEvent(1, { resource: { kind: 'order', id: `OTHER-${index}`, solutionProvider } });
    const id = `evt_${String(index).padStart(32, '0')}`;
    const position = positionText(index);
    return [
      { ...orderKey(solutionProvider, `OTHER-${index}`), timeline: [{ at, type: 'opened' }] },
      {
        ...events.key.of({ solutionProvider, position }),
        ...events.list.of({ eventId: id, position }),
        ...{ event: { ...event, id }, position: index, publishedAt: at, expiresAt },
      },
    ];
  }).flat();
  const batches = Array.from({ length: Math.ceil(items.length / 25) }, (_, index) =>
    items.slice(index * 25, index * 25 + 25),
  );
  await inTurn(batches, 8, (batch) => table.putAll(batch));
  return client;
};

const quoteId = '0Q0dx000002UEnZCAW';

/** What an order’s two changes cost the publisher, and one event the sender with two endpoints, in requests. */
const costOf = async (others: number) => {
  const client = await crowded(others);
  const counted = async (work: () => Promise<unknown>): Promise<string[]> => {
    client.rest();
    await work();
    return [...client.sent];
  };
  const publisher = await publisherRig(client);
  const next = follow(publisher.table, orderKey(solutionProvider, quoteId));
  const order = await publisher.orders.adopt({ solutionProvider, program: 'apex', quoteId, origin: 'here', by: 'crm' });
  const born = await next();
  const at = new Date(publisher.clock.now()).toISOString();
  await publisher.orders.record(order, { name: 'credit', value: 'requested', provenance: 'observed', at, by: 'crm' });
  const changed = await next();
  const published = [
    await counted(() => publisher.publish([born])),
    await counted(() => publisher.publish([changed])),
    await counted(() => publisher.publish([changed])),
  ];
  const { post, got } = receiver(ok);
  const sender = await senderRig({ post }, client);
  await sender.endpoint('https://a.example.com/');
  await sender.endpoint('https://b.example.com/');
  sender.tell(publisher.bus.events[0]!);
  const sent = await counted(() => sender.run());
  const listed = await counted(() => sender.events.list(solutionProvider, {}, 25));
  return { published, sent, listed, told: publisher.bus.events.length, delivered: got.length };
};

describe('what events cost', () => {
  it('is the same for one of ten, a thousand and ten thousand items, and nothing ever scans', async () => {
    const [few, some, many] = [await costOf(10), await costOf(1_000), await costOf(10_000)];
    expect(some).toEqual(few);
    expect(many).toEqual(few);
    expect(many).toEqual({
      // Of what is new what leads to it; how far it is published, the event, and the mark; a record that comes again costs the first alone. A process reads
      // once where the list of events ends.
      published: [
        ['BatchWriteItem', 'GetItem', 'Query', 'PutItem', 'UpdateItem'],
        ['GetItem', 'PutItem', 'UpdateItem'],
        ['GetItem'],
      ],
      // Who it is for; and for each endpoint what it is, and what came of it.
      sent: ['Query', 'GetItem', 'PutItem', 'GetItem', 'PutItem'],
      listed: ['Query'],
      told: 2,
      delivered: 2,
    });
  });
});
