import type { Table } from '#platform/table/table';
import type { CallContext } from '#requests/call-context';
import { longRunningKinds } from '#tracking/long-running/kinds';
import { createShownLongRunning } from '#tracking/long-running/long-running-store';
import { namedIn } from '#tracking/long-running/observed-in-call';
import { createResolveLockOwner, type ResolvedLock } from '#tracking/long-running/resolve-lock-owner';
import { serviceActivation } from '#tracking/long-running/service-activation';
import { createUniqueLocks } from '#tracking/long-running/unique-locks';

/** AT&T may show a line a while after it has activated it; until then that it shows none says nothing. */
const showsLateMs = 15 * 60_000;

/**
 * Gives free what finished activations keep others from, after a read by the device has shown that no line in service
 * has it.
 */
export type FreeDevices = (context: CallContext) => Promise<void>;

const activations = longRunningKinds(serviceActivation);

/** When an activation came to its end; one whose answer was lost, when a read showed its line. Undefined for one that goes on. */
const endOf = ({ item, record }: ResolvedLock): string | undefined => {
  if (item) return activations.isDone(item) ? item.stateAt : undefined;
  return record?.readBack && record.finishedAt;
};

export const createFreeDevices = (table: Table, now: () => number): FreeDevices => {
  const locks = createUniqueLocks(table, now);
  const resolveLockOwner = createResolveLockOwner({ table, items: createShownLongRunning(table, activations) });

  return async (context) => {
    const { solutionProvider, operation } = context;
    const names = namedIn(context, operation.line?.devices);
    const locked = { kind: 'service-activation' as const, solutionProvider, names };
    for (const [name, owner] of Object.entries(await locks.owners(locked))) {
      const ended = endOf(await resolveLockOwner(locked, owner));
      if (ended !== undefined && Date.parse(ended) + showsLateMs <= now())
        await locks.free({ ...locked, names: [name] }, owner);
    }
  };
};
