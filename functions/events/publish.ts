import type { EventBus } from '#events/event-bus';
import type { EventStore } from '#events/event-store';
import { eventsOf } from '#events/events-of';
import type { TrackedImage } from '#events/tracked-image';

export interface PublishOptions {
  events: EventStore;
  bus: Pick<EventBus, 'put'>;
  now: () => number;
}

/**
 * Publishes what a resource has seen and nobody was told of, first to last. The mark of how far it is published moves
 * only after everything else, so whoever dies on the way leaves the next one to tell it again, under the same ids. Because
 * an item carries its whole timeline, a record that comes late or twice changes nothing, and one that is lost is made up
 * for by the next.
 * @returns how many events were published
 */
export const publish = async (options: PublishOptions, image: TrackedImage): Promise<number> => {
  const { events, bus, now } = options;
  const published = await events.published(image.key);
  const news = eventsOf(image).filter(({ sequence }) => sequence > published.sequence);
  const last = news.at(-1);
  if (!last) return 0;
  // Never before the event that came before, whatever the clocks of two processes say.
  const at = Math.max(now(), published.at);
  for (const event of news) await events.keep(event, at);
  await bus.put(news);
  await events.markPublished(image.key, { sequence: last.sequence, at });
  return news.length;
};
