import {
  longRunningRequests,
  notes,
  orderIds,
  requestRecords,
  timelineEntries,
  trackedOrders,
} from '#platform/table/keys';
import { defineGroup } from '#routes/define-group';
import { addOrderNote } from '#routes/orders/add-order-note';
import { addPortInNote } from '#routes/long-running/add-port-in-note';
import { attestOrderFact } from '#routes/orders/attest-order-fact';
import { retractAttestation } from '#routes/orders/retract-attestation';

/** What partners tell of orders and port-ins. */
export const trackingWrite = defineGroup({
  id: 'tracking-write',
  description: 'Records attested facts, takes them back, and records notes',
  routes: [attestOrderFact, retractAttestation, addOrderNote, addPortInNote],
  may: {
    get: [trackedOrders, orderIds, longRunningRequests['port-in'], notes, requestRecords],
    put: [trackedOrders, orderIds, notes, timelineEntries],
    update: [trackedOrders, longRunningRequests['port-in']],
  },
  told: ['workflow', 'boundReads'],
});
