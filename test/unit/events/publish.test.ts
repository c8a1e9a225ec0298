import * as fc from 'fast-check';
import type { DynamoDBRecord } from 'aws-lambda';
import { eventIdOf } from '#events/event';
import { orderKey } from '#tracking/order/tracked-order';
import { follow, publisherRig, solutionProvider, streamRecord } from '../../support/event-rig';

const quoteId = '0Q0dx000002UEnZCAW';
const key = orderKey(solutionProvider, quoteId);

type Rig = Awaited<ReturnType<typeof publisherRig>>;

/** An order that is quoted, credit-checked in two steps and contracted, with a stream record per change. */
const storyOf = async (rig: Rig): Promise<DynamoDBRecord[]> => {
  const next = follow(rig.table, key);
  const order = await rig.orders.adopt({ solutionProvider, program: 'apex', quoteId, origin: 'here', by: 'crm' });
  const records = [await next()];
  const learn = async (name: 'credit' | 'contract', value: string): Promise<void> => {
    rig.clock.advance(60_000);
    await rig.orders.record(order, {
      name,
      value,
      provenance: 'observed',
      at: new Date(rig.clock.now()).toISOString(),
      by: 'crm',
    });
    records.push(await next());
  };
  await learn('credit', 'requested');
  const current = { ...order, ...(await rig.orders.find(solutionProvider, quoteId)) };
  rig.clock.advance(60_000);
  const at = new Date(rig.clock.now()).toISOString();
  await rig.orders.record(current, { name: 'credit', value: 'approved', provenance: 'attested', at, by: 'crm' });
  records.push(await next());
  await learn('contract', 'sent');
  return records;
};

const types = ['order.quoted', 'order.credit.requested', 'order.credit.approved', 'order.contract.sent'];
const once = <T extends { id: string }>(events: readonly T[]): T[] => [
  ...new Map(events.map((event) => [event.id, event])).values(),
];

describe('changes of an order', () => {
  it('become one event each, in order, with what was before, what is now and how it is known', async () => {
    const rig = await publisherRig();
    for (const record of await storyOf(rig)) expect(await rig.publish([record])).toEqual([]);

    expect(rig.bus.events.map(({ type, sequence }) => [sequence, type])).toEqual(types.map((type, i) => [i + 1, type]));
    expect(rig.bus.events[2]).toEqual({
      schemaVersion: '1',
      id: eventIdOf(key, 3),
      type: 'order.credit.approved',
      sequence: 3,
      occurredAt: expect.any(String),
      resource: { kind: 'order', id: quoteId, solutionProvider },
      fact: 'credit',
      before: 'requested',
      after: 'approved',
      provenance: 'attested',
    });
  });

  it('are listed in that order, from a cursor or a time on', async () => {
    const rig = await publisherRig();
    for (const record of await storyOf(rig)) await rig.publish([record]);
    const first = await rig.events.list(solutionProvider, {}, 2);
    const rest = await rig.events.list(solutionProvider, { after: first.next }, 10);
    expect([...first.events, ...rest.events].map(({ event }) => event.type)).toEqual(types);
    expect(rest.next).toBeUndefined();
    expect((await rig.events.list('SP-B', {}, 10)).events).toEqual([]);
  });

  it('bear no trace of who did it, nor any name', async () => {
    const rig = await publisherRig();
    await rig.publish(await storyOf(rig));
    expect(JSON.stringify(rig.bus.events)).not.toContain('crm');
  });

  it('are told once when nothing changed but the item was written', async () => {
    const rig = await publisherRig();
    await rig.publish(await storyOf(rig));
    const item = await rig.table.get(key);
    await rig.publish([streamRecord(key, item, { ...item, updatedAt: new Date().toISOString() })]);
    expect(rig.bus.events).toHaveLength(4);
  });
});

describe('whatever the stream does', () => {
  it('shuffled, repeated or cut into other batches: nothing is lost, the order per resource is kept, ids are the same', async () => {
    const rig = await publisherRig();
    const records = await storyOf(rig);
    const shuffled = fc
      .shuffledSubarray([...records, ...records], { minLength: 8 })
      .chain((some) => fc.tuple(fc.constant(some), fc.integer({ min: 1, max: 4 })));
    await fc.assert(
      fc.asyncProperty(shuffled, async ([some, size]) => {
        const fresh = await publisherRig();
        for (let start = 0; start < some.length; start += size) await fresh.publish(some.slice(start, start + size));
        expect(once(fresh.bus.events).map(({ type }) => type)).toEqual(types);
        expect(fresh.bus.events.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4]);
      }),
      { numRuns: 12 },
    );
  });

  it('a record that is lost is made up for by the next', async () => {
    const rig = await publisherRig();
    const records = await storyOf(rig);
    await rig.publish(records.slice(0, 1));
    await rig.publish(records.slice(3));
    expect(rig.bus.events.map(({ type }) => type)).toEqual(types);
  });
});

describe('a publisher that dies', () => {
  const died = () => Promise.reject(new Error('killed'));

  it.each([
    ['before anything is stored', (rig: Rig) => ({ events: { ...rig.events, keep: died } })],
    ['between storing and telling', (rig: Rig) => ({ bus: { ...rig.bus, put: died } })],
    ['between telling and marking', (rig: Rig) => ({ events: { ...rig.events, markPublished: died } })],
  ])('%s is tried again and loses nothing; repeats carry the same id', async (_, dying) => {
    const rig = await publisherRig();
    const records = await storyOf(rig);
    for (const record of records) {
      expect(await rig.publish([record], dying(rig))).toEqual([record.dynamodb?.SequenceNumber]);
      expect(await rig.publish([record])).toEqual([]);
    }
    expect(once(rig.bus.events).map(({ type }) => type)).toEqual(types);
    const listed = await rig.events.list(solutionProvider, {}, 10);
    expect(listed.events.map(({ event }) => event)).toEqual(once(rig.bus.events));
  });

  it('halfway through storing several goes on where it was', async () => {
    const rig = await publisherRig();
    const records = await storyOf(rig);
    let kept = 0;
    const keep: typeof rig.events.keep = (event, at) => (++kept > 2 ? died() : rig.events.keep(event, at));
    await rig.publish(records, { events: { ...rig.events, keep } });
    rig.clock.advance(1_000);
    await rig.publish(records);
    const listed = await rig.events.list(solutionProvider, {}, 10);
    expect(listed.events.map(({ event }) => event.type)).toEqual(types);
  });

  it('does not hold up other resources of the batch', async () => {
    const rig = await publisherRig();
    const records = await storyOf(rig);
    const other = orderKey(solutionProvider, 'other');
    const item = { ...(await rig.table.get(key)), ...other };
    const keep: typeof rig.events.keep = (event, at) =>
      event.resource.id === quoteId ? died() : rig.events.keep(event, at);
    const failed = await rig.publish([...records, streamRecord(other, undefined, item)], {
      events: { ...rig.events, keep },
    });
    expect(failed).toEqual(records.map(({ dynamodb }) => dynamodb?.SequenceNumber));
    expect(rig.bus.events.map(({ resource }) => resource.id)).toEqual(['other', 'other', 'other', 'other']);
  });
});

describe('what cannot be read', () => {
  it('is passed over, counted, and does not stop the stream', async () => {
    const rig = await publisherRig();
    const record = streamRecord(key, undefined, { ...key, timeline: [{ no: 'time' }] });
    expect(await rig.publish([record])).toEqual([]);
    expect(rig.metrics.emitted).toContainEqual({
      about: { operation: 'event-publisher' },
      values: { UnpublishableChanges: 1 },
    });
  });

  it.each([
    ['a grant', { pk: 'CLIENT#a', sk: 'GRANT' }],
    ['the way from an id to its quote', { pk: 'SP#a', sk: 'ORDER-ID#801' }],
    ['a line, which only its number names', { pk: 'SP#a', sk: 'LINE#2125550120' }],
  ])('%s is nobody’s event', async (_, other) => {
    const rig = await publisherRig();
    const timeline = [{ at: new Date().toISOString(), type: 'x' }];
    expect(await rig.publish([streamRecord(other, undefined, { ...other, timeline })])).toEqual([]);
    expect(rig.bus.events).toEqual([]);
  });
});

it('hands tasks on to the sender', async () => {
  const rig = await publisherRig();
  const task = {
    endpointId: 'we_1',
    solutionProvider,
    since: '2026-01-01T00:00:00.000Z',
    until: '2026-01-02T00:00:00.000Z',
  };
  const taskKey = { pk: 'WEBHOOK-TASK#1', sk: 'TASK' };
  await rig.publish([streamRecord(taskKey, undefined, { ...taskKey, task })]);
  expect(rig.bus.tasks).toEqual([task]);
});
