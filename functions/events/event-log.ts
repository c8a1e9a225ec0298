import * as z from 'zod';
import { eventSchema, type ResourceEvent } from '#events/event';
import { timestampOf } from '#domain/timestamp';
import { Problem } from '#domain/problems/problems';
import { itemNotExists, lessThan, notExists, or } from '#platform/table/conditions';
import { dayMs } from '#platform/table/key-pattern';
import { eventLogs, events as stored } from '#platform/table/keys';
import type { Item, Table } from '#platform/table/table';

/** An event at its place in the log. */
export const logEntrySchema = z.object({ event: eventSchema, position: z.int(), publishedAt: z.iso.datetime() });
export type LogEntry = z.output<typeof logEntrySchema>;

/** Of the log’s end: where it is, when that was published, and the ids of the newest events. */
interface Tail {
  position: number;
  publishedAt: string;
  ids: readonly string[];
}

/** So many events back one that is told again is known again. */
const mostRemembered = 50;
/** Whoever is always too late lets the stream tell of the event again. */
const mostTries = 50;

const digits = 15;
export const positionText = (position: number): string => String(position).padStart(digits, '0');
const lastPosition = 10 ** digits - 1;

/**
 * Appends an event to its Solution Provider’s log, unless it is among the newest there. An entry is put right behind the
 * last one, on the condition that nothing is there. So no event ever comes before one that is there already: whoever has
 * read an entry has read all there will ever be before it, however late an event is stored and whatever clocks say.
 * @param at milliseconds; an event published before another was before it in the log as well
 * @throws Problem `service-unavailable`
 */
export type Append = (event: ResourceEvent, at: number) => Promise<void>;

export const createAppend = (table: Table): Append => {
  const tails = new Map<string, Tail>();

  const append: Append = async (event, at) => {
    const { solutionProvider } = event.resource;
    const known = tails.get(solutionProvider);
    // Forgotten until it is certain: the request may have been carried out although it failed.
    tails.delete(solutionProvider);
    let tail = known && isRecent(known, at) ? known : await tailOf(table, solutionProvider, at);
    for (let tries = 0; !tail.ids.includes(event.id); tries += 1) {
      if (tries === mostTries) throw new Problem('service-unavailable', { retryAfterSeconds: 2 });
      const entry = entryBehind(tail, event, at);
      if (await table.put(toItem(entry), itemNotExists)) tail = tailWith(tail, entry);
      // Somebody else was faster; or we were, and the answer was lost.
      else tail = await tailOf(table, solutionProvider, at);
    }
    tails.set(solutionProvider, tail);
  };

  const turns = new Map<string, Promise<void>>();
  // One after the other, so that those of one process do not get in each other’s way.
  return (event, at) => {
    const { solutionProvider } = event.resource;
    const done = (turns.get(solutionProvider) ?? Promise.resolve()).then(() => append(event, at));
    turns.set(
      solutionProvider,
      done.catch(() => undefined),
    );
    return done;
  };
};

/** Entries of a log that has expired meanwhile would be missed. */
const isRecent = ({ publishedAt }: Tail, at: number): boolean => at - Date.parse(publishedAt) < dayMs;

const entryBehind = (tail: Tail, event: ResourceEvent, at: number): LogEntry => {
  const publishedAt = timestampOf(at);
  return {
    event,
    position: tail.position + 1,
    publishedAt: publishedAt < tail.publishedAt ? tail.publishedAt : publishedAt,
  };
};

const tailWith = ({ ids }: Pick<Tail, 'ids'>, { event, position, publishedAt }: LogEntry): Tail => ({
  position,
  publishedAt,
  ids: [...ids.slice(1 - mostRemembered), event.id],
});

const tailOf = async (table: Table, solutionProvider: string, at: number): Promise<Tail> => {
  const newest = await entries(table, solutionProvider, { limit: mostRemembered, descending: true });
  const [last] = newest;
  if (last) return { ...last, ids: newest.map(({ event }) => event.id).toReversed() };
  return { position: (await beginningOf(table, solutionProvider, at)) - 1, publishedAt: '', ids: [] };
};

/**
 * Where a log begins in which nothing is, or nothing any more: the same place for all who find it so at the same time, and
 * behind every place there was, because positions are milliseconds that far fewer events than one in each have passed.
 */
const beginningOf = async (table: Table, solutionProvider: string, at: number): Promise<number> => {
  const key = eventLogs.key.of({ solutionProvider });
  const item =
    (await table.update({
      key,
      set: { beginsAt: at },
      condition: or(notExists('beginsAt'), lessThan('beginsAt', at - dayMs)),
    })) ?? (await table.get(key));
  return z.object({ beginsAt: z.int() }).parse(item).beginsAt;
};

const toItem = (entry: LogEntry): Item => {
  const { event, publishedAt } = entry;
  const position = positionText(entry.position);
  return {
    ...stored.key.of({ solutionProvider: event.resource.solutionProvider, position }),
    ...stored.list.of({ eventId: event.id, position }),
    ...entry,
    expiresAt: stored.lifetime.expiresAt(Date.parse(publishedAt)),
  };
};

/** Entries of a log from a position on, first to last, or from its end backwards. */
export const entries = async (
  table: Pick<Table, 'query'>,
  solutionProvider: string,
  { from = 0, limit, descending = false }: { from?: number; limit: number; descending?: boolean },
): Promise<LogEntry[]> => {
  const { items } = await table.query({
    partition: stored.key.partitionOf({ solutionProvider }),
    sort: { from: positionText(from), to: positionText(lastPosition) },
    isConsistent: true,
    descending,
    limit,
  });
  return items.map((item) => logEntrySchema.parse(item));
};

/** The position of the first event that was published at or after a time; behind the last when there is none. */
export const positionAt = async (
  table: Pick<Table, 'query'>,
  solutionProvider: string,
  time: string,
): Promise<number> => {
  const [newest] = await entries(table, solutionProvider, { limit: 1, descending: true });
  const [oldest] = await entries(table, solutionProvider, { limit: 1 });
  if (!newest || !oldest) return 0;
  let [first, behind] = [oldest.position, newest.position + 1];
  while (first < behind) {
    const middle = Math.floor((first + behind) / 2);
    const [entry] = await entries(table, solutionProvider, { from: middle, limit: 1 });
    if (!entry || entry.publishedAt >= time) behind = middle;
    else first = entry.position + 1;
  }
  return first;
};
