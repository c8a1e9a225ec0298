import type { Operation, PolledRead } from '#domain/define-operation';
import { operations } from '#operations/registry';

const all: readonly Operation[] = operations;

const isPolled = (operation: Operation): operation is PolledRead =>
  operation.polled !== undefined && operation.idempotency === 'safe';

/** The reads the poller makes. In bundles it is a list of their definitions alone (lib/bundle-handlers.ts). */
export const polledReads: readonly PolledRead[] = all.filter(isPolled);
