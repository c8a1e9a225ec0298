import { Problem } from '#domain/problems/problems';
import type { Table } from '#platform/table/table';
import type { LockedNames, UniqueLocks, LockOwner } from '#tracking/long-running/unique-locks';
import { createResolveLockOwner, type ResolvedLock } from '#tracking/long-running/resolve-lock-owner';
import { longRunningRules } from '#domain/mobility/long-running-kinds';
import { longRunningStepsOf } from '#tracking/long-running/next-steps';
import type { LongRunningKind } from '#domain/mobility/observation';
import { unknownState, type LongRunningChange } from '#domain/mobility/long-running-kind';
import type { LongRunningStore } from '#tracking/long-running/long-running-store';
import type { Origin } from '#tracking/long-running/apply-observation';
import { longRunningKey, type LongRunningRequest } from '#tracking/long-running/long-running-request';

/** The door to tracked items: one open item for what may have only one, one change of a sort at a time. */
export interface RequestReservations {
  /** Lets a request through that opens an item. @throws Problem `already-done` */
  open(guarded: LockedNames, requestId: string): Promise<void>;
  /** Lets a request through that changes an item; what cannot be checked is in the warnings. @throws Problem `already-done`, `step-not-allowed` */
  change(item: ItemToChange, change: LongRunningChange, requestId: string): Promise<readonly string[]>;
}

export interface ItemToChange {
  kind: LongRunningKind;
  solutionProvider: string;
  id: string;
  from: Origin;
  /** What it will have for itself alone instead of what it has, once the change is done. */
  guards?: readonly string[] | undefined;
}

export interface RequestReservationsOptions {
  table: Table;
  items: LongRunningStore;
  locks: UniqueLocks;
  now: () => number;
}

export const createRequestReservations = ({
  table,
  items,
  locks: guards,
  now,
}: RequestReservationsOptions): RequestReservations => {
  const at = (): string => new Date(now()).toISOString();

  const lookBehind = createResolveLockOwner({ table, items, now });

  /** Whoever has the first of the names that is still held. */
  const blocking = async (
    guarded: LockedNames,
    standing: Record<string, LockOwner>,
  ): Promise<(ResolvedLock & { holder: LockOwner }) | undefined> => {
    for (const holder of Object.values(standing)) {
      const held = await lookBehind(guarded, holder);
      if (held.isHeld) return { ...held, holder };
    }
    return undefined;
  };

  const open: RequestReservations['open'] = async (guarded, requestId) => {
    if (guarded.names.length === 0) return;
    const mine: LockOwner = { requestId, at: at() };
    if (await guards.acquire(guarded, mine)) return;
    const standing = await guards.owners(guarded);
    const others = Object.fromEntries(Object.entries(standing).filter(([, holder]) => holder.requestId !== requestId));
    // The SDK sends a request again when the answer to the first was lost; then the holder in our way is ourselves. One of
    // an earlier claim of our key is not enough: somebody may have seen its record gone and be about to replace it.
    const isMine = guarded.names.every(
      (name) => standing[name]?.requestId === requestId && standing[name].at === mine.at,
    );
    if (isMine) return;
    const first = await blocking(guarded, others);
    if (first) throw alreadyOpen(first);
    if (await guards.replace(guarded, standing, mine)) return;
    // Somebody else was faster, or the former holder has just given it free.
    if (await guards.acquire(guarded, mine)) return;
    throw alreadyOpen(await blocking(guarded, await guards.owners(guarded)));
  };

  return { open, change: createChange({ table, items, at }) };
};

const alreadyOpen = (held: (ResolvedLock & { holder: LockOwner }) | undefined): Problem =>
  new Problem('already-done', {
    ...(held?.holder.requestId !== undefined && { firstRequest: `/v1/requests/${held.holder.requestId}` }),
    ...(held?.item && {
      detail: `AT&T’s id of the ${longRunningRules[held.item.kind].noun} that is open is ${held.item.id}.`,
      nextSteps: longRunningStepsOf(held.item),
    }),
  });

interface ChangeOptions {
  table: Table;
  items: LongRunningStore;
  at: () => string;
}

const createChange = ({ table, items, at }: ChangeOptions): RequestReservations['change'] => {
  const mark = (
    { kind, solutionProvider, id, guards }: ItemToChange,
    change: LongRunningChange,
    requestId: string,
    changeable: readonly string[],
  ) =>
    table.update({
      key: longRunningKey(kind, solutionProvider, id),
      update: 'SET pending.#change = :pending, revision = revision + :one',
      condition: `attribute_exists(pk) AND (attribute_not_exists(pending.#change) OR pending.#change.requestId = :requestId) AND (#state IN (${changeable.map((_, index) => `:s${index}`).join(', ')}) OR attribute_exists(anomaly))`,
      names: { '#change': change, '#state': 'state' },
      values: {
        ':pending': { requestId, at: at(), ...(guards && { guards }) },
        ':one': 1,
        ':requestId': requestId,
        ...Object.fromEntries(changeable.map((state, index) => [`:s${index}`, state])),
      },
    });

  return async (wanted, change, requestId) => {
    const changeable = longRunningRules[wanted.kind].changeableIn[change] ?? [];
    const marked = await mark(wanted, change, requestId, changeable);
    if (marked) return warningsFor(marked['state']);
    const { kind, solutionProvider, id, from } = wanted;
    const found = await items.find(kind, solutionProvider, id);
    const unseen = { kind, id, observation: { at: at(), details: {} }, solutionProvider, origin: 'elsewhere' as const };
    const item = await items.withOutcomes(found ?? (await items.adopt(unseen, { by: from.by })));
    const isFree = [undefined, requestId].includes(item.pending[change]?.requestId);
    const isAllowed = isFree && (changeable.includes(item.state) || item.anomaly !== undefined);
    if (isAllowed && (await mark(wanted, change, requestId, changeable))) {
      return warningsFor(item.state);
    }
    throw refusal(item, change, changeable);
  };
};

const warningsFor = (state: unknown): readonly string[] =>
  state === unknownState ? ['the state is unknown; the change was asked for unchecked'] : [];

const refusal = (item: LongRunningRequest, change: LongRunningChange, changeable: readonly string[]): Problem => {
  const first = item.pending[change]?.requestId;
  const nextSteps = longRunningStepsOf(item);
  if (first !== undefined) return new Problem('already-done', { firstRequest: `/v1/requests/${first}`, nextSteps });
  return new Problem('step-not-allowed', {
    missing: [
      { fact: 'state', needed: changeable.filter((state) => state !== unknownState).join(' or '), known: item.state },
    ],
    nextSteps,
  });
};
