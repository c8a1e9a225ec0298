import type { AroundCalls } from '#api/call-dependencies';
import { crossOrigin } from '#entry/cross-origin';
import { environment, gatewayTable, observability } from '#entry/process';
import type { Stores } from '#entry/stores';
import { businessNow, wireNow } from '#platform/clock';
import type { Table } from '#platform/table/table';
import type { WebhookTargets } from '#routes/webhooks/require-targets';
import type { WorkflowMode } from '#tracking/order/preconditions';
import { resolveByDns } from '#webhooks/target';

/** What the gateway’s own routes are made of: its records, and no way to AT&T or its credentials. */
export interface OwnRoutePorts extends AroundCalls {
  table: Table;
  /** What happens now is dated by it. */
  now: () => number;
  /** The real time: whether a request may still be worked on goes by it. */
  wireNow: () => number;
}

/** How what is tracked is shown. */
export interface Viewing {
  workflow: WorkflowMode;
  /** Ids of the reads that reach AT&T in this deployment; undefined where that is not known. */
  boundReads?: readonly string[] | undefined;
}

/** This process’s, with what it may reach. */
export const ownRoutePorts = (stores: Pick<Stores, 'dynamoDb'>): OwnRoutePorts => ({
  ...observability(),
  ...crossOrigin(),
  table: gatewayTable(stores),
  now: businessNow,
  wireNow,
});

export const viewing = (): Viewing => environment('workflow', 'boundReads');

/** Where this process lets webhooks go. */
export const webhookTargets = (): WebhookTargets => ({
  resolve: resolveByDns,
  policy: environment('webhookTargets').webhookTargets,
});
