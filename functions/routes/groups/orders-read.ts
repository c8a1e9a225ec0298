import { orderIds, requestRecords, timelineEntries, trackedOrders } from '#platform/table/keys';
import { defineGroup } from '#routes/define-group';
import { getTrackedOrder } from '#routes/orders/get-tracked-order';
import { listTrackedOrders } from '#routes/orders/list-tracked-orders';

/** Reads of orders. What became of the requests of begun steps is shown; it is the stream that writes it. */
export const ordersRead = defineGroup({
  id: 'orders-read',
  description: 'Reads tracked orders',
  routes: [getTrackedOrder, listTrackedOrders],
  may: {
    get: [trackedOrders, orderIds, requestRecords],
    query: [timelineEntries],
    list: [trackedOrders],
  },
  told: ['workflow', 'boundReads'],
});
