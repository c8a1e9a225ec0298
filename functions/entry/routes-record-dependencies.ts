import { createRequestStore, type RequestStore } from '#requests/request-store';
import { environment, gatewayTable, observability } from '#entry/process';
import { businessNow, wireNow } from '#platform/clock';
import type { Observability } from '#platform/observability';
import type { WorkflowMode } from '#tracking/order/preconditions';
import { createUniqueLocks } from '#tracking/long-running/unique-locks';
import { createResolveLockOwner } from '#tracking/long-running/resolve-lock-owner';
import type { LongRunningParts } from '#tracking/long-running/port-ins-of-number';
import { createLongRunningStore } from '#tracking/long-running/long-running-store';
import { createNoteStore, type NoteStore } from '#tracking/note-store';
import { createOrderStore, type OrderStore } from '#tracking/order/order-store';

/** What the gateway’s own routes work with: its records, and no way to AT&T or its credentials. */
export interface RecordDependencies extends Observability {
  requests: RequestStore;
  orders: OrderStore;
  mode: WorkflowMode;
  /** Ids of the reads that reach AT&T in this deployment; undefined where that is not known. */
  boundReads?: readonly string[] | undefined;
  longRunning: LongRunningParts;
  notes: NoteStore;
  /** What happens now is dated by it. */
  now: () => number;
  /** The real time: whether a request may still be worked on goes by it. */
  wireNow: () => number;
}

/** The real ones, from the process’s environment. */
export const recordDependencies = (): RecordDependencies => {
  const { workflow: mode, boundReads } = environment('workflow', 'boundReads');
  const table = gatewayTable();
  const orders = createOrderStore(table, businessNow);
  const locks = createUniqueLocks(table);
  const items = createLongRunningStore(table, locks, businessNow);
  return {
    ...observability(),
    requests: createRequestStore(table, businessNow),
    orders,
    mode,
    boundReads,
    longRunning: {
      items,
      locks,
      resolveLockOwner: createResolveLockOwner({ table, items, now: businessNow }),
      wireNow,
    },
    notes: createNoteStore(table, businessNow),
    now: businessNow,
    wireNow,
  };
};
