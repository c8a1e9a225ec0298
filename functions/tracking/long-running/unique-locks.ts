import * as z from 'zod';
import { activationLocks, portInLocks } from '#platform/table/keys';
import { and, equals, notExists, or, type Condition } from '#platform/table/conditions';
import type { Item, Key, Table } from '#platform/table/table';
import type { LongRunningKind } from '#domain/mobility/observation';
import type { LongRunningRequest } from '#tracking/long-running/long-running-request';

/** Who has what only one may have: a request, or an item known by AT&T’s id that no request of ours made. */
const ownerSchema = z.object({
  requestId: z.string().optional(),
  itemId: z.string().optional(),
  at: z.iso.datetime(),
});
export type LockOwner = z.output<typeof ownerSchema>;

/** What a request wants for itself alone: `number:2125550120`, or `imei:…` and `sim:…` together. */
export interface LockedNames {
  kind: LongRunningKind;
  solutionProvider: string;
  names: readonly string[];
}

/**
 * Keeps things to one open item each, in one conditional write per request. All names of a request live as attributes
 * of one item, so that they are had together or not at all: a number has an item of its own; the devices of a Solution
 * Provider’s activations in flight share one, which holds about 2,500 activations at a time.
 */
export interface UniqueLocks {
  /** Takes all names for the request. False when another has one of them. */
  acquire(locked: LockedNames, owner: LockOwner): Promise<boolean>;
  /** Who has which of the names. */
  owners(locked: LockedNames): Promise<Record<string, LockOwner>>;
  /** Takes names from an owner that has nothing more to do with them, as long as it is still the one. */
  replace(locked: LockedNames, former: Record<string, LockOwner>, owner: LockOwner): Promise<boolean>;
  /** Frees what a finished item has had. */
  release(item: LongRunningRequest): Promise<void>;
  /** Frees what a request has had that led to nothing; what it took at another time stays. */
  free(key: Key, names: readonly string[], owner: RequestAsOwner): Promise<void>;
  /** The owners, and the items that had the names before, by AT&T’s id, oldest first. */
  about(locked: LockedNames): Promise<{ owners: Record<string, LockOwner>; formerItems: string[] }>;
}

/** A request that has something, and since when; without a time whenever it took it. */
export interface RequestAsOwner {
  requestId: string;
  at?: string;
}

const perName: readonly LongRunningKind[] = ['port-in'];

/** Where the owners of names are kept. */
export const lockKey = ({ kind, solutionProvider, names }: LockedNames): Key =>
  perName.includes(kind)
    ? portInLocks.key.of({ solutionProvider, name: names[0] ?? '' })
    : activationLocks.key.of({ solutionProvider });

export const isLockKey = ({ sk }: Key): boolean =>
  [portInLocks, activationLocks].some(({ key }) => sk.startsWith(key.sortPrefix));

/** How many earlier items of a number are shown. */
const mostFormer = 50;

const isOf = (name: string, { requestId, itemId, at }: Partial<LockOwner>): Condition =>
  and(
    requestId === undefined ? equals([name, 'itemId'], itemId) : equals([name, 'requestId'], requestId),
    at === undefined ? undefined : equals([name, 'at'], at),
  );

const all = ([first, ...rest]: readonly Condition[]): Condition | undefined => first && and(first, ...rest);

/** Sets every name to an owner, each if it is free or still with its former owner. */
const setOwner = async (
  table: Table,
  locked: LockedNames,
  owner: LockOwner,
  former: Record<string, LockOwner>,
): Promise<boolean> => {
  const item = await table.update({
    key: lockKey(locked),
    set: Object.fromEntries(locked.names.map((name) => [name, owner])),
    condition: all(
      locked.names.map((name) => {
        const before = former[name];
        return before ? isOf(name, before) : notExists(name);
      }),
    ),
  });
  return item !== undefined;
};

const ownersIn = (item: Item, names: readonly string[]): Record<string, LockOwner> =>
  Object.fromEntries(
    names.flatMap((name): [string, LockOwner][] => {
      const owner = ownerSchema.safeParse(item[name]);
      return owner.success ? [[name, owner.data]] : [];
    }),
  );

/** What a request has among all that is kept in one place, with when it took it. */
export const ownedIn = (item: Item, requestId: string): Record<string, LockOwner> =>
  Object.fromEntries(
    Object.entries(ownersIn(item, Object.keys(item))).filter(([, owner]) => owner.requestId === requestId),
  );

const release = async (table: Table, item: LongRunningRequest): Promise<void> => {
  const { kind, solutionProvider, guards: names, id, requestId = '' } = item;
  if (names.length === 0) return;
  await table.update({
    key: lockKey({ kind, solutionProvider, names }),
    append: { formerItems: perName.includes(kind) ? [id] : undefined },
    remove: names,
    condition: all(names.map((name) => or(isOf(name, { requestId }), isOf(name, { itemId: id })))),
  });
};

export const createUniqueLocks = (table: Table): UniqueLocks => ({
  acquire: (locked, owner) => setOwner(table, locked, owner, {}),
  owners: async (locked) => ownersIn((await table.get(lockKey(locked))) ?? {}, locked.names),
  replace: (locked, former, owner) => setOwner(table, locked, owner, former),
  release: (item) => release(table, item),
  free: async (key, names, owner) => {
    if (names.length === 0) return;
    await table.update({ key, remove: names, condition: all(names.map((name) => isOf(name, owner))) });
  },
  about: async (locked) => {
    const item = (await table.get(lockKey(locked))) ?? {};
    const former = z.array(z.string()).catch([]).parse(item['formerItems']);
    return { owners: ownersIn(item, locked.names), formerItems: former.slice(-mostFormer) };
  },
});
