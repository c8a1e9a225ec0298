import * as z from 'zod';
import type { ResourceEvent } from '#events/event';
import type { EventBus } from '#events/event-bus';
import type { EventStore } from '#events/event-store';
import { eventsOf } from '#events/events-of';
import { imageEntrySchema, type ImageEntry, type TrackedImage } from '#events/tracked-image';
import type { Table } from '#platform/table/table';
import { movedEntriesOf } from '#tracking/timeline';

export interface PublishOptions {
  table: Pick<Table, 'query'>;
  events: EventStore;
  bus: Pick<EventBus, 'put'>;
  now: () => number;
}

/**
 * Publishes what a resource has seen and nobody was told of, first to last. The mark of how far it is published moves
 * only after everything else, so whoever dies on the way leaves the next one to tell it again, under the same ids. Because
 * an item carries its whole timeline, or says how much of it stands elsewhere, a record that comes late or twice changes
 * nothing, and one that is lost is made up for by the next. An item that is made again goes on in the sequence of the one
 * that is gone.
 * @returns the events that were published
 */
export const publish = async (options: PublishOptions, image: TrackedImage): Promise<readonly ResourceEvent[]> => {
  const { table, events, bus, now } = options;
  const { key, madeAt, moved, timeline } = image;
  const published = await events.published(key);
  const { madeAt: knownSince = madeAt } = published;
  if (madeAt < knownSince) return [];
  const before = madeAt === knownSince ? published.before : published.sequence;
  const told = published.sequence - before;
  const standing = timeline.map((entry, index) => ({ ...entry, sequence: entry.sequence ?? moved + index + 1 }));
  const entries = [...(await movedAfter(table, image, told)), ...standing.filter(({ sequence }) => sequence > told)];
  const news = eventsOf({ ...image, timeline: entries }, before);
  const last = news.at(-1);
  if (!last) return [];
  // Never before the event that came before, whatever the clocks of two processes say.
  const at = Math.max(now(), published.at);
  for (const event of news) await events.keep(event, at);
  await bus.put(news);
  await events.markPublished(key, { sequence: last.sequence, at, madeAt, before });
  return news;
};

/** Entries that had moved out of the item before anybody was told of them. */
const movedAfter = async (
  table: Pick<Table, 'query'>,
  { key, moved }: TrackedImage,
  told: number,
): Promise<ImageEntry[]> => {
  const entries = z.array(imageEntrySchema).parse(await movedEntriesOf(table, key, { from: told + 1, to: moved }));
  return entries.map((entry, index) => ({ ...entry, sequence: told + 1 + index }));
};
