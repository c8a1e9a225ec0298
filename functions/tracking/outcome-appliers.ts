import type { Item, Key, Table } from '#platform/table/table';
import { createUniqueLocks } from '#tracking/long-running/unique-locks';
import { lineItemSchema } from '#tracking/line/line-item';
import { createLineStore } from '#tracking/line/line-store';
import { longRunningKinds, type LongRunningKind } from '#domain/mobility/observation';
import { createLongRunningStore } from '#tracking/long-running/long-running-store';
import { longRunningRequestSchema } from '#tracking/long-running/long-running-request';

type Settler = (key: Key, item: Item) => Promise<unknown>;

/** How port-ins, activations, PDP batches and lines take in the outcomes their begun changes wait for. */
export const mobilityOutcomeAppliers = (table: Table, now: () => number): Record<LongRunningKind | 'line', Settler> => {
  const items = createLongRunningStore(table, createUniqueLocks(table), now);
  const lines = createLineStore(table, now);
  const settleItem: Settler = (_key, item) => items.withOutcomes(longRunningRequestSchema.parse(item));
  const ofItems = Object.fromEntries(longRunningKinds.map((kind) => [kind, settleItem])) as Record<
    LongRunningKind,
    Settler
  >; // keys of the closed list
  return { ...ofItems, line: (_key, item) => lines.withOutcomes(lineItemSchema.parse(item)) };
};
