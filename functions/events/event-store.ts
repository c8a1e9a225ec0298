import * as z from 'zod';
import { eventSchema, type ResourceEvent } from '#events/event';
import { itemNotExists, lessThan, notExists, or } from '#platform/table/conditions';
import { events as stored, publishedMarks } from '#platform/table/keys';
import type { Item, Key, Table } from '#platform/table/table';

/**
 * Events younger than this are not listed yet: the index shows writes a little late and not quite in order, and whoever
 * goes on from a cursor would never see one that turned up behind it.
 */
const settlingMs = 5_000;

export interface EventListing {
  events: { event: ResourceEvent; position: string }[];
  /** Where to go on, as long as there is more. */
  next?: string;
}

/** How far a resource’s changes have been published, and when the last of them was. */
export interface Published {
  sequence: number;
  at: number;
}

/** Published events, and how far each resource’s are published. @throws Problem `service-unavailable` */
export interface EventStore {
  published(resource: Key): Promise<Published>;
  markPublished(resource: Key, published: Published): Promise<void>;
  /** Stores an event unless it is there already. */
  keep(event: ResourceEvent, at: number): Promise<void>;
  find(id: string): Promise<ResourceEvent | undefined>;
  /** In the order they were published, which is their order per resource. */
  list(solutionProvider: string, range: EventRange, limit: number): Promise<EventListing>;
}

/** `after` is the position of an event and wins over `since`. */
export interface EventRange {
  after?: string | undefined;
  since?: string | undefined;
  until?: string | undefined;
}

const eventKey = (id: string): Key => stored.key.of({ eventId: id });
const publishedKey = ({ pk, sk }: Key): Key => publishedMarks.key.of({ partition: pk, sort: sk });

const listKey = ({ sequence, id, resource: { solutionProvider } }: ResourceEvent, at: number) =>
  stored.list.of({
    solutionProvider,
    publishedAt: new Date(at).toISOString(),
    sequence: String(sequence).padStart(6, '0'),
    eventId: id,
  });

const storedEvent = z.object({ event: eventSchema, listSk: z.string() });
const storedPublished = z.object({ published: z.int(), publishedAt: z.int() });

export const createEventStore = (table: Table, now: () => number): EventStore => ({
  published: async (resource) => {
    const item = storedPublished.safeParse(await table.get(publishedKey(resource))).data;
    return { sequence: item?.published ?? 0, at: item?.publishedAt ?? 0 };
  },
  markPublished: async (resource, { sequence, at }) => {
    await table.update({
      key: publishedKey(resource),
      set: { published: sequence, publishedAt: at },
      condition: or(notExists('published'), lessThan('published', sequence)),
    });
  },
  keep: async (event, at) => {
    await table.put(
      {
        ...eventKey(event.id),
        ...listKey(event, at),
        event,
        expiresAt: stored.lifetime.expiresAt(at),
      },
      itemNotExists,
    );
  },
  find: async (id) => storedEvent.safeParse(await table.get(eventKey(id))).data?.event,
  list: async (solutionProvider, { after, since = '0', until }, limit) => {
    const settled = new Date(now() - settlingMs).toISOString();
    const end = until !== undefined && until < settled ? until : settled;
    // DynamoDB refuses a range that ends before it begins.
    if (since > end) return { events: [] };
    const partition = stored.list.partitionOf({ solutionProvider });
    const page = await table.query({
      index: 'list',
      partition,
      sort: { from: since, to: end },
      limit,
      ...(after !== undefined && { after: startAfter(partition, after) }),
    });
    const events = page.items
      .map((item) => storedEvent.parse(item))
      .map(({ event, listSk }) => ({ event, position: listSk }));
    const last = events.at(-1);
    return { events, ...(page.next && last && { next: last.position }) };
  },
});

/** The key a query goes on from, made from the position alone. */
const startAfter = (listPk: string, position: string): Item => ({
  ...eventKey(position.split('#')[2] ?? ''),
  listPk,
  listSk: position,
});
