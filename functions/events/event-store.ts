import * as z from 'zod';
import { eventSchema, type ResourceEvent } from '#events/event';
import { createAppend, entries, positionAt, positionText } from '#events/event-log';
import { lessThan, notExists, or } from '#platform/table/conditions';
import { events as stored, publishedMarks } from '#platform/table/keys';
import type { Key, Table } from '#platform/table/table';

export interface EventListing {
  events: { event: ResourceEvent; position: string }[];
  /** Where to go on, as long as there is more. */
  next?: string;
}

/** How far a resource’s changes have been published, and when the last of them was. */
export interface Published {
  sequence: number;
  at: number;
  /** When the item was made that they are of: the resource may have been made before, under the same id. */
  madeAt?: string | undefined;
  /** Sequence of the last event of those before it. */
  before: number;
}

/** Published events, and how far each resource’s are published. @throws Problem `service-unavailable` */
export interface EventStore {
  published(resource: Key): Promise<Published>;
  markPublished(resource: Key, published: Published): Promise<void>;
  /** Stores an event behind all that are there, unless it is among the newest of them. */
  keep(event: ResourceEvent, at: number): Promise<void>;
  /** One that was stored just now may not be found yet. */
  find(id: string): Promise<ResourceEvent | undefined>;
  /** In the order they were published, which is their order per resource. Whoever goes on from a position misses none. */
  list(solutionProvider: string, range: EventRange, limit: number): Promise<EventListing>;
}

/** From `since` on and before `until`; `after` is the position of an event and wins over `since`. */
export interface EventRange {
  after?: string | undefined;
  since?: string | undefined;
  until?: string | undefined;
}

const publishedKey = ({ pk, sk }: Key): Key => publishedMarks.key.of({ partition: pk, sort: sk });

const storedEvent = z.object({ event: eventSchema });
export const storedPublished = z.object({
  published: z.int(),
  publishedAt: z.int(),
  madeAt: z.string().optional(),
  before: z.int().default(0),
});

export const createEventStore = (table: Table): EventStore => ({
  published: async (resource) => {
    const item = storedPublished.safeParse(await table.get(publishedKey(resource))).data;
    if (!item) return { sequence: 0, at: 0, before: 0 };
    const { published: sequence, publishedAt: at, madeAt, before } = item;
    return { sequence, at, madeAt, before };
  },
  markPublished: async (resource, { sequence, at, madeAt, before }) => {
    await table.update({
      key: publishedKey(resource),
      set: { published: sequence, publishedAt: at, madeAt, before },
      condition: or(notExists('published'), lessThan('published', sequence)),
    });
  },
  keep: createAppend(table),
  find: async (id) => {
    const { items } = await table.query({
      index: 'list',
      partition: stored.list.partitionOf({ eventId: id }),
      limit: 1,
    });
    return storedEvent.safeParse(items[0]).data?.event;
  },
  list: async (solutionProvider, { after, since, until }, limit) => {
    const from = await firstPosition(table, solutionProvider, { after, since });
    const read = await entries(table, solutionProvider, { from, limit });
    const wanted = read.filter(({ publishedAt }) => until === undefined || publishedAt < until);
    const events = wanted.map(({ event, position }) => ({ event, position: positionText(position) }));
    const last = events.at(-1);
    return { events, ...(events.length === limit && last && { next: last.position }) };
  },
});

const firstPosition = async (table: Table, solutionProvider: string, { after, since }: EventRange): Promise<number> => {
  if (after !== undefined) return Number(after) + 1;
  return since === undefined ? 0 : positionAt(table, solutionProvider, since);
};
