import type { Item, Key, Table } from '#platform/table';
import { createGuardStore } from '#tracking/long-running/unique-locks';
import { lineItemSchema } from '#tracking/line/line-item';
import { createLineStore } from '#tracking/line/line-store';
import { progressKinds, type ProgressKind } from '#domain/mobility/observation';
import { createProgressStore } from '#tracking/long-running/long-running-store';
import { trackedItemSchema } from '#tracking/long-running/long-running-request';

type Settler = (key: Key, item: Item) => Promise<unknown>;

/** How port-ins, activations, PDP batches and lines take in the outcomes their begun changes wait for. */
export const mobilitySettlers = (
  table: Table,
  now: () => number = Date.now,
): Record<ProgressKind | 'line', Settler> => {
  const items = createProgressStore(table, createGuardStore(table));
  const lines = createLineStore(table, now);
  const settleItem: Settler = (_key, item) => items.settled(trackedItemSchema.parse(item));
  const ofItems = Object.fromEntries(progressKinds.map((kind) => [kind, settleItem])) as Record<ProgressKind, Settler>; // keys of the closed list
  return { ...ofItems, line: (_key, item) => lines.settled(lineItemSchema.parse(item)) };
};
