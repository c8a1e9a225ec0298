import { orderIds, requestRecords, timelineEntries, trackedOrders } from '#platform/table/keys';
import { defineGroup } from '#routes/define-group';
import { getTrackedOrder } from '#routes/orders/get-tracked-order';
import { listTrackedOrders } from '#routes/orders/list-tracked-orders';

/** Reads of orders. They update: an order shown is one whose begun steps have taken in what became of their requests. */
export const ordersRead = defineGroup({
  id: 'orders-read',
  description: 'Reads tracked orders',
  routes: [getTrackedOrder, listTrackedOrders],
  may: {
    get: [trackedOrders, orderIds, requestRecords],
    query: [timelineEntries],
    list: [trackedOrders],
    put: [timelineEntries],
    update: [trackedOrders],
  },
  told: ['workflow', 'boundReads'],
});
