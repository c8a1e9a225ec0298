import * as z from 'zod';
import { activationLocks, portInLocks } from '#platform/table/keys';
import { and, equals, hasSize, notExists, or, type Condition } from '#platform/table/conditions';
import type { Item, Key, Table } from '#platform/table/table';
import type { LongRunningKind } from '#domain/mobility/observation';
import type { LongRunningRequest } from '#tracking/long-running/long-running-request';

/** Who has what only one may have: a request, or an item known by AT&T’s id that no request of ours made. */
const ownerSchema = z.object({
  requestId: z.string().optional(),
  itemId: z.string().optional(),
  at: z.iso.datetime(),
  /** All that it took together, where that is more than this. */
  names: z.array(z.string()).optional(),
});
export type LockOwner = z.output<typeof ownerSchema>;

/** What a request wants for itself alone: `number:2125550120`, or `imei:…` and `sim:…` together. */
export interface LockedNames {
  kind: LongRunningKind;
  solutionProvider: string;
  names: readonly string[];
}

/**
 * Keeps things to one item each. Every name is an item of the table of its own. Those of a request are taken one after the
 * other, always in the same order, so that of two requests that want the same one gets all of it.
 */
export interface UniqueLocks {
  /**
   * Takes the names for an owner, each if it is free, the owner’s own already, or still with the former owner, who has nothing
   * more to do with it. False when another has one of them; what was taken before it stays.
   */
  take(locked: LockedNames, owner: LockOwner, former?: Record<string, LockOwner>): Promise<boolean>;
  /** Who has which of the names. */
  owners(locked: LockedNames): Promise<Record<string, LockOwner>>;
  /**
   * Says which item a request that has the names led to, because its record, which says so too, is kept for a month only; or
   * which one AT&T shows for them while nobody knows what became of the request.
   */
  identify(locked: LockedNames, owner: Owner, itemId: string): Promise<void>;
  /** Frees what an item has had that has no use for it any more. */
  release(item: LongRunningRequest): Promise<void>;
  /** Frees the names an owner has; what it took at another time stays, and so does what leads to an item it does not name. */
  free(locked: LockedNames, owner: Owner): Promise<void>;
  /** The owners, and the items that had the names before, by AT&T’s id, oldest first. */
  about(locked: LockedNames): Promise<{ owners: Record<string, LockOwner>; formerItems: string[] }>;
}

/** Who has something, and since when; without a time whenever it took it. */
export type Owner = Pick<Partial<LockOwner>, 'requestId' | 'itemId' | 'at'>;

/** How many earlier items of a number are known. */
export const mostFormer = 50;

const keyOf = ({ kind, solutionProvider }: LockedNames, name: string): Key =>
  kind === 'port-in'
    ? portInLocks.key.of({ solutionProvider, name })
    : activationLocks.key.of({ solutionProvider, name });

const inOrder = ({ names }: LockedNames): string[] => names.toSorted();

/** Where the owner is found who took the names; they are freed there last. */
export const lockKey = (locked: LockedNames): Key => keyOf(locked, inOrder(locked)[0] ?? '');

/** Where each of the names stands. */
export const lockKeys = (locked: LockedNames): Key[] => inOrder(locked).map((name) => keyOf(locked, name));

export const isLockKey = ({ sk }: Key): boolean =>
  [portInLocks, activationLocks].some(({ key }) => sk.startsWith(key.sortPrefix));

const isOf = (name: string, { requestId, itemId, at }: Owner): Condition =>
  and(
    requestId === undefined ? equals([name, 'itemId'], itemId) : equals([name, 'requestId'], requestId),
    at === undefined ? undefined : equals([name, 'at'], at),
  );

/** The owner’s, and nobody else has a use for it: it leads to no item but the owner’s. */
const isAllOf = (name: string, owner: Owner): Condition =>
  and(isOf(name, owner), owner.itemId === undefined ? notExists([name, 'itemId']) : undefined);

const ownersIn = (item: Item): Record<string, LockOwner> =>
  Object.fromEntries(
    Object.entries(item).flatMap(([name, value]): [string, LockOwner][] => {
      const owner = ownerSchema.safeParse(value);
      return owner.success ? [[name, owner.data]] : [];
    }),
  );

const formerItemsIn = (item: Item = {}): string[] => z.array(z.string()).catch([]).parse(item['formerItems']);

/** What a request took together with what it has in an item, and when. */
export const takenWith = (key: Key, item: Item, requestId: string): { locked: LockedNames; at: string } | undefined => {
  const [name, owner] = Object.entries(ownersIn(item)).find(([, one]) => one.requestId === requestId) ?? [];
  if (name === undefined || owner === undefined) return undefined;
  const { key: pattern } = portInLocks;
  const kind = key.sk.startsWith(pattern.sortPrefix) ? 'port-in' : 'service-activation';
  const solutionProvider = key.pk.slice(pattern.partitionPrefix.length);
  return { locked: { kind, solutionProvider, names: owner.names ?? [name] }, at: owner.at };
};

/** Nothing is known of a device that nobody has, so its item goes; that of a number has the port-ins it was in. */
const createGiving = (table: Table, now: () => number) => {
  const withoutOldest = async (key: Key, former: readonly string[]): Promise<void> => {
    if (former.length <= mostFormer) return;
    await table.update({
      key,
      set: { formerItems: former.slice(-mostFormer) },
      condition: hasSize('formerItems', former.length),
    });
  };

  return async (locked: LockedNames, name: string, condition: Condition, former?: string): Promise<void> => {
    const key = keyOf(locked, name);
    if (locked.kind === 'port-in') {
      const formerItems = former === undefined ? undefined : [former];
      const item = await table.update({ key, append: { formerItems }, remove: [name], condition });
      await withoutOldest(key, formerItemsIn(item));
      return;
    }
    await table.update({
      key,
      set: { expiresAt: activationLocks.lifetime.expiresAt(now()) },
      remove: [name],
      condition,
    });
  };
};

export const createUniqueLocks = (table: Table, now: () => number): UniqueLocks => {
  const itemsOf = (locked: LockedNames): Promise<Item[]> =>
    Promise.all(locked.names.map(async (name) => (await table.get(keyOf(locked, name))) ?? {}));

  const given = createGiving(table, now);

  const owners: UniqueLocks['owners'] = async (locked) =>
    Object.assign({}, ...(await itemsOf(locked)).map(ownersIn)) as Record<string, LockOwner>;

  return {
    owners,
    take: async (locked, owner, former = {}) => {
      const names = inOrder(locked);
      const entry = names.length > 1 ? { ...owner, names } : owner;
      for (const name of names) {
        const before = former[name];
        const isFree = or(notExists(name), isAllOf(name, owner), before && isOf(name, before));
        const change = { key: keyOf(locked, name), set: { [name]: entry }, remove: ['expiresAt'] };
        if (!(await table.update({ ...change, condition: isFree }))) return false;
      }
      return true;
    },
    identify: async (locked, owner, itemId) => {
      for (const name of inOrder(locked))
        await table.update({ key: keyOf(locked, name), setIn: { [name]: { itemId } }, condition: isOf(name, owner) });
    },
    release: async ({ kind, solutionProvider, guards: names, id, requestId = '' }) => {
      const locked = { kind, solutionProvider, names };
      for (const name of inOrder(locked).toReversed())
        await given(locked, name, or(isOf(name, { requestId }), isOf(name, { itemId: id })), id);
    },
    free: async (locked, owner) => {
      for (const name of inOrder(locked).toReversed()) await given(locked, name, isAllOf(name, owner));
    },
    about: async (locked) => {
      const items = await itemsOf(locked);
      const former = items.flatMap(formerItemsIn);
      return { owners: await owners(locked), formerItems: former.slice(-mostFormer) };
    },
  };
};
