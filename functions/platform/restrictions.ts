import * as z from 'zod';
import { restrictionLevels, type RestrictionLevel, type Restrictions } from '#domain/restriction';
import { restrictions } from '#platform/table/keys';
import type { Item, Table } from '#platform/table/table';

/** What somebody who runs the gateway has made of a Solution Provider. */
export const restrictionChangeSchema = z.object({
  at: z.iso.datetime(),
  solutionProvider: z.string(),
  to: z.enum([...restrictionLevels, 'enabled']),
  actor: z.string(),
  reason: z.string(),
});
export type RestrictionChange = z.output<typeof restrictionChangeSchema>;

/** Which Solution Providers are restricted now. @throws when the table cannot be read */
export type RestrictionLookup = () => Promise<Restrictions>;

/** How one of them is. @throws when the table cannot be read */
export type RestrictionOf = (solutionProvider: string) => Promise<RestrictionLevel | undefined>;

/** With API Gateway’s own memory of the authorizer’s answer it is less than the minute within which a restriction holds. */
const authorizersMemoryMs = 10_000;
/** What works without a caller has no other memory. */
const workersMemoryMs = 20_000;

const key = restrictions.key.of({});

/** As the item has it. */
export const restrictionsSchema = z.record(z.string(), z.enum(restrictionLevels));

/** Restrictions, remembered for a moment. @param read gives the one item that has them */
export const createRestrictionLookup = (
  read: (wanted: typeof key) => Promise<Item | undefined>,
  now: () => number,
  memoryMs = authorizersMemoryMs,
): RestrictionLookup => {
  let known: { readAtMs: number; restrictions: Restrictions } | undefined;
  return async () => {
    if (known && now() - known.readAtMs < memoryMs) return known.restrictions;
    const readAtMs = now();
    const item = await read(key);
    known = { readAtMs, restrictions: restrictionsSchema.parse(item?.['restricted'] ?? {}, { jitless: true }) };
    return known.restrictions;
  };
};

/** The same for what works without a caller. */
export const createRestrictionOf = (table: Pick<Table, 'get'>, now: () => number): RestrictionOf => {
  const lookup = createRestrictionLookup((wanted) => table.get(wanted), now, workersMemoryMs);
  return async (solutionProvider) => (await lookup())[solutionProvider];
};
