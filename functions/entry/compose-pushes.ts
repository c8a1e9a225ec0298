import type { PolledRead } from '#domain/define-operation';
import { createPollJobStore } from '#polling/poll-job-store';
import type { StartExecution } from '#polling/start-polling';
import type { DataKeys } from '#platform/data-keys/data-keys';
import type { Observability } from '#platform/observability';
import type { Table } from '#platform/table/table';
import type { ApplyDependencies } from '#pushes/apply-push';
import { createAskNow } from '#pushes/ask-now';
import { createPushContent } from '#pushes/push-content';
import { createPushStore } from '#pushes/push-store';
import { anyKind } from '#tracking/long-running/any-kind';
import { createLongRunningStore } from '#tracking/long-running/long-running-store';
import { createUniqueLocks } from '#tracking/long-running/unique-locks';
import { createOrderStore } from '#tracking/order/order-store';

export interface PushPorts extends Observability {
  table: Table;
  /** Those for pushes. */
  keys: DataKeys;
  /** As the tenant’s contract states them. */
  reads: readonly PolledRead[];
  start: StartExecution;
  /** Time at AT&T. */
  now: () => number;
}

/** What pushes are applied with. */
export const composePushes = ({ table, keys, start, ...ports }: PushPorts): ApplyDependencies => ({
  ...ports,
  pushes: createPushStore(table, ports.now),
  content: createPushContent(keys),
  items: createLongRunningStore(table, createUniqueLocks(table, ports.now), ports.now, anyKind),
  orders: createOrderStore(table, ports.now),
  askNow: createAskNow(createPollJobStore(table, ports.now), start),
});
