import * as fc from 'fast-check';
import type { ResourceEvent } from '#events/event';
import { createEventStore, type EventStore } from '#events/event-store';
import { eventLogs, events } from '#platform/table/keys';
import { dayMs } from '#platform/table/key-pattern';
import type { Condition } from '#platform/table/conditions';
import { createTable, type Change, type Item, type ItemQuery, type Table } from '#platform/table/table';
import { dynaliteClient, tableName } from '../../support/dynalite-client';
import { watchedClient, type WatchedClient } from '../../support/watched-client';
import { someEvent } from '../../support/webhook-rig';

let client: WatchedClient;
let table: Table;
beforeAll(async () => {
  client = watchedClient(await dynaliteClient());
  table = createTable(client, tableName);
});
beforeEach(() => client.rest());

const nowMs = Date.UTC(2026, 10, 2, 12);
let providers = 0;
const newProvider = (): string => `SP-${(providers += 1)}`;

const eventOf = (solutionProvider: string, resource: string, sequence: number): ResourceEvent =>
  someEvent(sequence, {
    id: `evt_${`${resource}-${sequence}-`.padEnd(32, '0')}`,
    resource: { kind: 'order', id: resource, solutionProvider },
  });

/** Reads on from where it was, as a partner does with `nextCursor`. */
const follower = (store: Pick<EventStore, 'list'>, solutionProvider: string) => {
  const seen: ResourceEvent[] = [];
  let after: string | undefined;
  const poll = async (limit = 3): Promise<number> => {
    const page = await store.list(solutionProvider, { after }, limit);
    seen.push(...page.events.map(({ event }) => event));
    after = page.events.at(-1)?.position ?? after;
    return page.events.length;
  };
  return { seen, poll };
};

const ids = (some: readonly ResourceEvent[]): string[] => some.map(({ id }) => id);

describe('whoever follows the list of events', () => {
  it('sees every event once, in order per resource, whatever is late and however far clocks are apart', async () => {
    const publishers = fc.array(
      fc.record({ resource: fc.constantFrom('a', 'b'), skewMs: fc.integer({ min: -dayMs / 3, max: dayMs / 3 }) }),
      { minLength: 2, maxLength: 4 },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        publishers,
        fc.integer({ min: 1, max: 5 }),
        fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 3, maxLength: 8 }),
        async (scheduler, some, eventsEach, polls) => {
          const solutionProvider = newProvider();
          // A request to the table is done, and answered, whenever the scheduler says.
          const late =
            <A extends unknown[], R>(request: (...args: A) => Promise<R>) =>
            async (...args: A): Promise<R> => {
              const answer = await scheduler.scheduleFunction(request)(...args);
              await scheduler.schedule(Promise.resolve());
              return answer;
            };
          const slow: Table = {
            ...table,
            put: late((item: Item, condition?: Condition) => table.put(item, condition)),
            query: late((query: ItemQuery) => table.query(query)),
            update: late((change: Change) => table.update(change)),
          };
          const published: string[] = [];
          const publishing = some.map(async ({ resource, skewMs }, publisher) => {
            const store = createEventStore(slow);
            for (let sequence = 1; sequence <= eventsEach; sequence += 1) {
              const event = eventOf(solutionProvider, `${resource}${publisher}`, sequence);
              published.push(event.id);
              await store.keep(event, nowMs + skewMs + sequence);
            }
          });
          const follow = follower(createEventStore(slow), solutionProvider);
          const following = (async () => {
            for (const limit of polls) await follow.poll(limit);
          })();
          await scheduler.waitFor(Promise.all([...publishing, following]));
          const atRest = follower(createEventStore(table), solutionProvider);
          while ((await atRest.poll()) > 0);
          expect(ids(atRest.seen).toSorted()).toEqual(published.toSorted());
          // What it saw while others published is the beginning of what there is in the end: nothing came in between.
          expect(ids(follow.seen)).toEqual(ids(atRest.seen).slice(0, follow.seen.length));
          for (const resource of new Set(atRest.seen.map((event) => event.resource.id))) {
            const sequences = atRest.seen.filter((event) => event.resource.id === resource);
            expect(sequences.map(({ sequence }) => sequence)).toEqual(sequences.map((_, index) => index + 1));
          }
        },
      ),
      { numRuns: 15 },
    );
  });

  it('sees an event at once, and one of days ago when it comes', async () => {
    const solutionProvider = newProvider();
    const store = createEventStore(table);
    const { seen, poll } = follower(store, solutionProvider);
    const [first, late] = [eventOf(solutionProvider, 'a', 1), eventOf(solutionProvider, 'b', 1)];
    await store.keep(first, nowMs);
    await poll();
    await createEventStore(table).keep(late, nowMs - 3 * dayMs);
    await poll();
    expect(ids(seen)).toEqual(ids([first, late]));
  });

  it('goes on when every event it knew of has expired', async () => {
    const solutionProvider = newProvider();
    const { seen, poll } = follower(createEventStore(table), solutionProvider);
    const store = createEventStore(table);
    await store.keep(eventOf(solutionProvider, 'a', 1), nowMs);
    await store.keep(eventOf(solutionProvider, 'a', 2), nowMs);
    await poll();
    const { items } = await table.query({ partition: events.key.partitionOf({ solutionProvider }), limit: 10 });
    for (const { pk, sk } of items) await table.delete({ pk: String(pk), sk: String(sk) });
    // The process that published is still there, and another.
    const at = nowMs + events.lifetime.ms + dayMs;
    await store.keep(eventOf(solutionProvider, 'a', 3), at);
    await createEventStore(table).keep(eventOf(solutionProvider, 'a', 4), at);
    await poll();
    expect(seen.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4]);
  });
});

describe('an event that is published again', () => {
  it.each(['answer-lost', 'failed', 'throttled'] as const)(
    'is in the list once, by whichever process: %s',
    async (mishap) => {
      for (let nth = 1; nth <= 4; nth += 1) {
        const solutionProvider = newProvider();
        const [store, event] = [createEventStore(table), eventOf(solutionProvider, 'a', 1)];
        client.goWrong(nth, mishap);
        await store.keep(event, nowMs).catch(() => undefined);
        client.rest();
        for (const again of [store, createEventStore(table), store]) await again.keep(event, nowMs + 1_000);
        await store.keep(eventOf(solutionProvider, 'a', 2), nowMs);
        const { seen, poll } = follower(store, solutionProvider);
        await poll();
        expect(seen.map(({ sequence }) => sequence)).toEqual([1, 2]);
      }
    },
  );
});

describe('a log of events', () => {
  it('costs one request an event, whoever published before; one or two more in a process that begins', async () => {
    const solutionProvider = newProvider();
    const store = createEventStore(table);
    await store.keep(eventOf(solutionProvider, 'a', 1), nowMs);
    expect(client.sent).toEqual(['Query', 'UpdateItem', 'PutItem']);
    client.rest();
    await store.keep(eventOf(solutionProvider, 'a', 2), nowMs);
    expect(client.sent).toEqual(['PutItem']);
    client.rest();
    await createEventStore(table).keep(eventOf(solutionProvider, 'a', 3), nowMs);
    expect(client.sent).toEqual(['Query', 'PutItem']);
  });

  it('begins in one place, whoever finds it empty', async () => {
    const solutionProvider = newProvider();
    const stores = Array.from({ length: 8 }, () => createEventStore(table));
    await Promise.all(
      stores.map((store, index) => store.keep(eventOf(solutionProvider, `r${index}`, 1), nowMs + index)),
    );
    const { events: all } = await stores[0]!.list(solutionProvider, {}, 20);
    const first = Number(all[0]!.position);
    expect(all.map(({ position }) => Number(position) - first)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(await table.get(eventLogs.key.of({ solutionProvider }))).toMatchObject({ beginsAt: first });
  });

  it('is read from a time to a time, and never runs backwards', async () => {
    const solutionProvider = newProvider();
    const store = createEventStore(table);
    const [at, step] = [(index: number) => new Date(nowMs + index * 1_000).toISOString(), 1_000];
    for (let index = 0; index < 20; index += 1)
      await store.keep(eventOf(solutionProvider, 'a', index), nowMs + index * step);
    await store.keep(eventOf(solutionProvider, 'a', 20), nowMs);
    const sequences = async (range: { since?: string; until?: string }) =>
      (await store.list(solutionProvider, range, 30)).events.map(({ event }) => event.sequence);
    expect(await sequences({ since: at(17) })).toEqual([17, 18, 19, 20]);
    expect(await sequences({ since: at(3), until: at(6) })).toEqual([3, 4, 5]);
    expect(await sequences({ since: at(-1), until: at(1) })).toEqual([0]);
    expect(await sequences({ since: at(19) })).toEqual([19, 20]);
    expect(await sequences({ since: at(20) })).toEqual([]);
    const page = await store.list(solutionProvider, { since: at(3), until: at(6) }, 2);
    expect(await store.list(solutionProvider, { after: page.next, until: at(6) }, 2)).toMatchObject({
      events: [{ event: { sequence: 5 } }],
    });
  });
});
