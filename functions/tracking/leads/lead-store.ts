import { createHash } from 'node:crypto';
import * as z from 'zod';
import { longRecordId } from '#domain/order/record-id';
import { leads } from '#platform/table/keys';
import type { Item, Key, Table } from '#platform/table/table';
import { findableIn, leadKinds, type Findable, type LeadKind } from '#tracking/leads/lead';

/** What an id leads to, and as what it is the id of that. */
export const leadSchema = z.object({
  kind: z.enum(leadKinds),
  id: z.string(),
  at: z.iso.datetime(),
  by: z.array(z.string()),
});
export type Lead = z.output<typeof leadSchema>;

export interface LeadPage {
  leads: Lead[];
  next?: Item;
}

/** Items that lead from any id to what has it. @throws Problem `service-unavailable` */
export interface LeadStore {
  /** Stores what leads to an item, as far as that is news after a change of it. Told twice it does nothing more. */
  follow(key: Key, before: Item | undefined, after: Item): Promise<void>;
  /** Where an id leads: to everything, or to what is of a kind, oldest first. */
  from(solutionProvider: string, id: string, options: LeadRange): Promise<LeadPage>;
}

export interface LeadRange {
  kind?: LeadKind;
  limit: number;
  after?: Item | undefined;
}

export const createLeadStore = (table: Pick<Table, 'putAll' | 'query'>): LeadStore => ({
  follow: async (key, before, after) => {
    const known = new Set(itemsOf(findableIn(key, before)).map(identityOf));
    const news = itemsOf(findableIn(key, after)).filter((item) => !known.has(identityOf(item)));
    await table.putAll(news);
  },
  from: async (solutionProvider, id, { kind, limit, after }) => {
    const { items, next } = await table.query({
      partition: leads.key.partitionOf({ digest: digestOf(solutionProvider, id) }),
      ...(kind && { sort: { startsWith: `${kind}#` } }),
      limit,
      after,
    });
    return { leads: items.map((item) => leadSchema.parse(item)), ...(next && { next }) };
  },
});

/** Key of a lead at a place among those of an id. */
export const leadKey = (solutionProvider: string, foundBy: string, lead: Pick<Lead, 'kind' | 'at' | 'id'>): Key =>
  leads.key.of({ ...lead, digest: digestOf(solutionProvider, foundBy) });

/** Of both together, so that no id of one Solution Provider is another’s; the same for either form of a record id. */
const digestOf = (solutionProvider: string, id: string): string =>
  createHash('sha256')
    .update(JSON.stringify([solutionProvider, longRecordId(id)]))
    .digest('base64url');

const itemsOf = (findable: Findable | undefined): Item[] => {
  if (!findable) return [];
  const { solutionProvider, kind, id, at, ids, expiresAt } = findable;
  const named = Object.entries(ids).flatMap(([name, values]) => values.map((value) => ({ name, value })));
  return [...Map.groupBy(named, ({ value }) => longRecordId(value))].map(([value, as]) => ({
    ...leadKey(solutionProvider, value, { kind, at, id }),
    ...{ kind, id, at, by: [...new Set(as.map(({ name }) => name))] },
    ...(expiresAt !== undefined && { expiresAt }),
  }));
};

const identityOf = (item: Item): string => JSON.stringify(item);
