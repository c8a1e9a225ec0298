import * as z from 'zod';
import { activationLocks, portInLocks } from '#platform/table/keys';
import type { Item, Key, Table } from '#platform/table/table';
import type { LongRunningKind } from '#domain/mobility/observation';
import type { LongRunningRequest } from '#tracking/long-running/long-running-request';

/** Who has what only one may have: a request, or an item known by AT&T’s id that no request of ours made. */
const holderSchema = z.object({
  requestId: z.string().optional(),
  itemId: z.string().optional(),
  at: z.iso.datetime(),
});
export type LockOwner = z.output<typeof holderSchema>;

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
  acquire(guarded: LockedNames, holder: LockOwner): Promise<boolean>;
  /** Who has which of the names. */
  owners(guarded: LockedNames): Promise<Record<string, LockOwner>>;
  /** Takes names from a holder that has nothing more to do with them, as long as it is still the one. */
  replace(guarded: LockedNames, former: Record<string, LockOwner>, holder: LockOwner): Promise<boolean>;
  /** Frees what a finished item has had. */
  release(item: LongRunningRequest): Promise<void>;
  /** The holders, and the items that had the names before, by AT&T’s id, oldest first. */
  about(guarded: LockedNames): Promise<{ holders: Record<string, LockOwner>; formerItems: string[] }>;
}

const perName: readonly LongRunningKind[] = ['port-in'];

const guardKey = ({ kind, solutionProvider, names }: LockedNames): Key =>
  perName.includes(kind)
    ? portInLocks.key.of({ solutionProvider, name: names[0] ?? '' })
    : activationLocks.key.of({ solutionProvider });

const aliases = (names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.map((name, index) => [`#n${index}`, name]));

/** How many earlier items of a number are shown. */
const mostFormer = 50;

/** Sets every name to a holder, each if it is free or still with its former holder. */
const setHolder = async (
  table: Table,
  guarded: LockedNames,
  holder: LockOwner,
  former: Record<string, LockOwner>,
): Promise<boolean> => {
  const isMine = guarded.names.map((name, index) => {
    const before = former[name];
    if (!before) return `attribute_not_exists(#n${index})`;
    const member = before.requestId === undefined ? 'itemId' : 'requestId';
    return `#n${index}.#at = :at${index} AND #n${index}.${member} = :was${index}`;
  });
  const values = guarded.names.flatMap((name, index): [string, unknown][] => {
    const before = former[name];
    if (!before) return [];
    return [
      [`:at${index}`, before.at],
      [`:was${index}`, before.requestId ?? before.itemId],
    ];
  });
  const item = await table.update({
    key: guardKey(guarded),
    update: `SET ${guarded.names.map((_, index) => `#n${index} = :holder`).join(', ')}`,
    condition: isMine.join(' AND '),
    names: { ...aliases(guarded.names), ...(values.length > 0 && { '#at': 'at' }) },
    values: { ':holder': holder, ...Object.fromEntries(values) },
  });
  return item !== undefined;
};

const holdersIn = (item: Item, names: readonly string[]): Record<string, LockOwner> =>
  Object.fromEntries(
    names.flatMap((name): [string, LockOwner][] => {
      const holder = holderSchema.safeParse(item[name]);
      return holder.success ? [[name, holder.data]] : [];
    }),
  );

const release = async (table: Table, item: LongRunningRequest): Promise<void> => {
  const { kind, solutionProvider, guards: names, id, requestId } = item;
  if (names.length === 0) return;
  const isOurs = names.map((_, index) => `(#n${index}.requestId = :requestId OR #n${index}.itemId = :id)`);
  const removed = `REMOVE ${names.map((_, index) => `#n${index}`).join(', ')}`;
  const remembers = perName.includes(kind);
  await table.update({
    key: guardKey({ kind, solutionProvider, names }),
    update: remembers ? `SET formerItems = list_append(if_not_exists(formerItems, :none), :ids) ${removed}` : removed,
    condition: isOurs.join(' AND '),
    names: aliases(names),
    values: { ':requestId': requestId ?? '', ':id': id, ...(remembers && { ':none': [], ':ids': [id] }) },
  });
};

export const createUniqueLocks = (table: Table): UniqueLocks => ({
  acquire: (guarded, holder) => setHolder(table, guarded, holder, {}),
  owners: async (guarded) => holdersIn((await table.get(guardKey(guarded))) ?? {}, guarded.names),
  replace: (guarded, former, holder) => setHolder(table, guarded, holder, former),
  release: (item) => release(table, item),
  about: async (guarded) => {
    const item = (await table.get(guardKey(guarded))) ?? {};
    const former = z.array(z.string()).catch([]).parse(item['formerItems']);
    return { holders: holdersIn(item, guarded.names), formerItems: former.slice(-mostFormer) };
  },
});
