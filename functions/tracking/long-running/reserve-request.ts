import { Problem } from '#domain/problems/problems';
import type { Labels } from '#domain/labels';
import type { LongRunningKind } from '#domain/mobility/observation';
import { unknownState, type LongRunningChange } from '#domain/mobility/long-running-kind';
import { and, exists, itemExists, oneOf, or } from '#platform/table/conditions';
import type { Table } from '#platform/table/table';
import { mayTakeOver, type ReservedFor } from '#requests/decided-outcome';
import type { Origin } from '#tracking/long-running/apply-observation';
import type { LongRunningKinds } from '#tracking/long-running/kinds';
import {
  longRunningKey,
  longRunningRequestSchema,
  type LongRunningRequest,
} from '#tracking/long-running/long-running-request';
import type { LongRunningStore } from '#tracking/long-running/long-running-store';
import { createResolveLockOwner, type ResolvedLock } from '#tracking/long-running/resolve-lock-owner';
import type { LockedNames, LockOwner, UniqueLocks } from '#tracking/long-running/unique-locks';
import { freeFor, isFreeFor, isOfVersion, ofVersion, reserve } from '#tracking/tracked-item';

/** Lets requests through: one open item for what may have only one, one change of a sort at a time. */
export interface RequestReservations {
  /** Reserves names for a request that opens an item. @throws Problem `already-done` */
  open(locked: LockedNames, reserved: ReservedFor): Promise<void>;
  /**
   * Marks a request on the item it changes; what cannot be checked is in the warnings.
   * @throws Problem `already-done`, `step-not-allowed`, `precondition-failed`
   */
  change(item: ItemToChange, change: LongRunningChange, reserved: ReservedFor): Promise<readonly string[]>;
  /** Takes the mark of a request away. */
  release(item: Omit<ItemToChange, 'from'>, change: LongRunningChange, requestId: string): Promise<void>;
}

export interface ItemToChange {
  kind: LongRunningKind;
  solutionProvider: string;
  id: string;
  from: Origin;
  /** Any of which it may have; absent when every version will do. */
  expectedVersions?: readonly number[] | undefined;
  labels?: Labels | undefined;
  /** What it will have for itself alone instead of what it has, once the change is done. */
  guards?: readonly string[] | undefined;
}

export interface RequestReservationsOptions {
  table: Table;
  items: LongRunningStore;
  locks: UniqueLocks;
  now: () => number;
}

export const createRequestReservations = (options: RequestReservationsOptions): RequestReservations => ({
  open: createOpen(options),
  change: createChange(options),
  release: (item, change, requestId) => options.items.release(item, change, requestId),
});

type HeldLock = ResolvedLock & { owner: LockOwner };

const createOpen = ({ table, items, locks, now }: RequestReservationsOptions): RequestReservations['open'] => {
  const resolveLockOwner = createResolveLockOwner({ table, items });

  /** Whoever has the first of the names that is still held. */
  const blocking = async (locked: LockedNames, owners: readonly LockOwner[]): Promise<HeldLock | undefined> => {
    for (const owner of owners) {
      const lock = await resolveLockOwner(locked, owner);
      if (lock.isHeld) return { ...lock, owner };
    }
    return undefined;
  };

  const others = async (locked: LockedNames, mine: ReservedFor): Promise<Record<string, LockOwner>> =>
    Object.fromEntries(
      Object.entries(await locks.owners(locked)).filter(
        ([, { requestId, at }]) => requestId !== mine.requestId || at !== mine.at,
      ),
    );

  const taken = async (locked: LockedNames, mine: ReservedFor): Promise<void> => {
    if (await locks.take(locked, mine)) return;
    const standing = await others(locked, mine);
    const strangers = Object.values(standing).filter(
      (owner) => owner.itemId !== undefined || !mayTakeOver(owner, mine.requestId, now()),
    );
    const first = await blocking(locked, strangers);
    if (first) throw alreadyOpen(items.kinds, first);
    if (await locks.take(locked, mine, standing)) return;
    // Somebody else was faster.
    throw alreadyOpen(items.kinds, await blocking(locked, Object.values(await others(locked, mine))));
  };

  return async (locked, mine) => {
    try {
      await taken(locked, mine);
    } catch (error) {
      // What stays of it is freed by whoever wants it next.
      await locks.free(locked, mine).catch(() => undefined);
      throw error;
    }
  };
};

const alreadyOpen = (kinds: LongRunningKinds, lock: HeldLock | undefined): Problem =>
  new Problem('already-done', {
    ...(lock?.owner.requestId !== undefined && { firstRequest: `/v1/requests/${lock.owner.requestId}` }),
    ...(lock?.item && {
      detail: `AT&T’s id of the ${kinds.rulesOf(lock.item.kind).noun} that has it is ${lock.item.id}; its state is ${lock.item.state}.`,
      nextSteps: kinds.stepsBeforeAnother(lock.item),
    }),
  });

const createChange =
  ({ table, items, now }: RequestReservationsOptions): RequestReservations['change'] =>
  async ({ kind, solutionProvider, id, from, guards, labels, expectedVersions }, change, { requestId, at }) => {
    const changeable = items.kinds.rulesOf(kind).changeableIn[change] ?? [];
    const item = await reserve<LongRunningRequest>({
      mark: async (known) => {
        const marked = await table.update({
          key: longRunningKey(kind, solutionProvider, id),
          setIfNone: { ...labels },
          setIn: { pending: { [change]: { requestId, at, ...(guards && { guards }) } } },
          add: { revision: 1 },
          remove: ['expiresAt'],
          condition: and(
            itemExists,
            freeFor(['pending', change], requestId, now()),
            or(oneOf('state', changeable), exists('anomaly')),
            ofVersion(expectedVersions, known),
          ),
        });
        return marked && longRunningRequestSchema.parse(marked);
      },
      current: async () => {
        const found = await items.find(kind, solutionProvider, id);
        const observation = { at, details: {} };
        const unseen = { kind, id, observation, solutionProvider, origin: 'elsewhere' as const, labels };
        return items.withOutcomes(found ?? (await items.adopt(unseen, { by: from.by })));
      },
      isAllowed: (standing) =>
        isOfVersion(standing, expectedVersions) &&
        isFreeFor(standing.pending[change], requestId, now()) &&
        (changeable.includes(standing.state) || standing.anomaly !== undefined),
      refusal: (standing) =>
        isOfVersion(standing, expectedVersions)
          ? refusal(standing, change, changeable, items.kinds)
          : new Problem('precondition-failed'),
    });
    return warningsFor(item.state);
  };

const warningsFor = (state: string): readonly string[] =>
  state === unknownState ? ['the state is unknown; the change was asked for unchecked'] : [];

const refusal = (
  item: LongRunningRequest,
  change: LongRunningChange,
  changeable: readonly string[],
  { stepsOf }: LongRunningKinds,
): Problem => {
  const first = item.pending[change]?.requestId;
  const nextSteps = stepsOf(item);
  if (first !== undefined) return new Problem('already-done', { firstRequest: `/v1/requests/${first}`, nextSteps });
  return new Problem('step-not-allowed', {
    missing: [
      { fact: 'state', needed: changeable.filter((state) => state !== unknownState).join(' or '), known: item.state },
    ],
    nextSteps,
  });
};
