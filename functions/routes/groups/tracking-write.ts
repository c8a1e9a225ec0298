import { longRunningRequests, notes, orderIds, requestRecords, trackedOrders } from '#platform/table/keys';
import { defineGroup } from '#routes/define-group';
import { addOrderNote } from '#routes/orders/add-order-note';
import { addPortInNote } from '#routes/long-running/add-port-in-note';
import { attestOrderFact } from '#routes/orders/attest-order-fact';

/** What partners tell of orders and port-ins. */
export const trackingWrite = defineGroup({
  id: 'tracking-write',
  description: 'Records attested facts and notes',
  routes: [attestOrderFact, addOrderNote, addPortInNote],
  may: {
    get: [trackedOrders, longRunningRequests['port-in'], notes, requestRecords],
    put: [trackedOrders, orderIds, notes],
    update: [trackedOrders, longRunningRequests['port-in']],
  },
  told: ['workflow', 'boundReads'],
});
