import * as z from 'zod';
import { isFinalOutcome } from '#requests/request-record';
import { resourceOf } from '#events/tracked-image';
import type { ResourceKind } from '#events/event-types';
import type { Item, Key } from '#platform/table/table';
import { isLineKey } from '#tracking/line/line-item';

const recordImage = z.object({
  outcome: z.string(),
  tracked: z.object({ pk: z.string(), sk: z.string() }),
});

/** The tracked item that waits for a record whose outcome has just become known. */
export const itemWaitingFor = (before: Item | undefined, after: Item): Key | undefined => {
  const record = recordImage.safeParse(after).data;
  if (!record || !isFinalOutcome(record.outcome) || isFinalOutcome(before?.['outcome'])) return undefined;
  return record.tracked;
};

/** Carries the outcomes of an item’s begun steps into it. What it thereby sees comes back as a change of its own. */
export type OutcomeAppliers = Partial<Record<ResourceKind | 'line', (key: Key, item: Item) => Promise<unknown>>>;

export const applyOutcome = async (
  settlers: OutcomeAppliers,
  get: (key: Key) => Promise<Item | undefined>,
  key: Key,
): Promise<void> => {
  // A line has no events: it is known by nothing but its telephone number, and is not followed to an end.
  const kind = resourceOf(key)?.kind ?? (isLineKey(key) ? 'line' : undefined);
  const settler = kind && settlers[kind];
  const item = settler && (await get(key));
  if (item) await settler(key, item);
};
