import { createBulkStore } from '#bulk/bulk-store';
import { createCallStore } from '#bulk/call-store';
import { createEventStore } from '#events/event-store';
import type { OwnRoutePorts, Viewing } from '#entry/own-route-ports';
import { createRequestStore } from '#requests/request-store';
import type { LongRunningReads } from '#routes/long-running/tracked-item';
import type { OrderReads } from '#routes/orders/order-answer';
import type { Tasks } from '#routes/webhooks/tasks';
import { createLineStore } from '#tracking/line/line-store';
import { createLeadStore } from '#tracking/leads/lead-store';
import { anyKind } from '#tracking/long-running/any-kind';
import { createLongRunningStore, createShownLongRunning } from '#tracking/long-running/long-running-store';
import { createResolveLockOwner } from '#tracking/long-running/resolve-lock-owner';
import { createUniqueLocks } from '#tracking/long-running/unique-locks';
import { createNoteStore } from '#tracking/note-store';
import { createOrderStore, createShownOrders } from '#tracking/order/order-store';
import { createDeliveryLog } from '#webhooks/delivery-log';
import { createEndpointStore, createKnownEndpoints } from '#webhooks/endpoint-store';
import { createRedeliveryStore } from '#webhooks/redelivery-store';
import { createSendBudget } from '#webhooks/send-budget';
import type { SigningSecrets } from '#webhooks/signing-secrets';
import { taskItem } from '#webhooks/task';

/*
 * What the routes of groups work with. One function for each that differs, so that a bundle carries what its group needs.
 */

export const recordsReadDependencies = <P extends OwnRoutePorts>(ports: P) => ({
  ...ports,
  requests: createRequestStore(ports.table, ports.now),
  orders: createOrderStore(ports.table, ports.now),
  longRunning: {
    items: createLongRunningStore(ports.table, createUniqueLocks(ports.table, ports.now), ports.now, anyKind),
  },
  leads: createLeadStore(ports.table),
  notes: createNoteStore(ports.table, ports.now),
  lines: createLineStore(ports.table),
});

export const ordersReadDependencies = (ports: OwnRoutePorts & Viewing) => ({
  ...ports,
  orders: createShownOrders(ports.table, ports.now),
  mode: ports.workflow,
});

export const longRunningReadDependencies = <P extends OwnRoutePorts & Partial<Viewing>>(
  ports: P,
): P & Pick<LongRunningReads, 'longRunning'> => {
  const { table, now, wireNow } = ports;
  const locks = createUniqueLocks(table, now);
  const items = createShownLongRunning(table, anyKind);
  const resolveLockOwner = createResolveLockOwner({ table, items });
  return { ...ports, longRunning: { items, locks, resolveLockOwner, wireNow } };
};

export const trackingWriteDependencies = (ports: OwnRoutePorts & Viewing) => ({
  ...ports,
  ...orderParts(ports),
  longRunning: {
    items: createLongRunningStore(ports.table, createUniqueLocks(ports.table, ports.now), ports.now, anyKind),
  },
  notes: createNoteStore(ports.table, ports.now),
});

export const requestsResolveDependencies = (ports: OwnRoutePorts) => ({
  ...ports,
  requests: createRequestStore(ports.table, ports.now),
});

export const eventsReadDependencies = (ports: OwnRoutePorts) => ({
  ...ports,
  events: createEventStore(ports.table),
});

export const webhooksReadDependencies = (ports: OwnRoutePorts) => ({
  ...endpointDependencies(ports),
  deliveries: createDeliveryLog(ports.table),
});

export const endpointDependencies = <P extends OwnRoutePorts>(ports: P) => ({
  ...ports,
  endpoints: createKnownEndpoints(ports.table),
});

export const webhooksWriteDependencies = <P extends OwnRoutePorts & { signing: SigningSecrets }>(ports: P) => ({
  ...sendingDependencies(ports),
  endpoints: createEndpointStore(ports.table, ports.now, ports.signing),
});

export const webhooksSendDependencies = (ports: OwnRoutePorts) => ({
  ...sendingDependencies(ports),
  events: createEventStore(ports.table),
  redeliveries: createRedeliveryStore(ports.table, ports.now),
});

/** Of groups that have something sent. */
const sendingDependencies = <P extends OwnRoutePorts>(ports: P) => ({
  ...endpointDependencies(ports),
  takeSend: createSendBudget(ports.table, ports.now),
  leave: (async (task) => {
    await ports.table.put(taskItem(task, ports.now()));
  }) satisfies Tasks['leave'],
});

export const bulkDependencies = <P extends OwnRoutePorts>(ports: P) => ({
  ...ports,
  bulkWrites: createBulkStore(ports.table, ports.now),
  calls: createCallStore(ports.table, ports.now),
});

const orderParts = ({ table, now, workflow: mode }: OwnRoutePorts & Viewing) =>
  ({ orders: createOrderStore(table, now), mode }) satisfies OrderReads;
