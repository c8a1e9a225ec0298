import type { OwnRoute } from '#routes/define-route';
import { route as addOrderNote } from '#routes/add-order-note/route';
import { route as addPortInNote } from '#routes/add-port-in-note/route';
import { route as attestOrderFact } from '#routes/attest-order-fact/route';
import { route as getRequest } from '#routes/get-request/route';
import { route as getTrackedOrder } from '#routes/get-tracked-order/route';
import { route as resolveRequest } from '#routes/resolve-request/route';
import { route as listOrderNotes } from '#routes/list-order-notes/route';
import { route as listPortInNotes } from '#routes/list-port-in-notes/route';
import { route as listTrackedOrders } from '#routes/list-tracked-orders/route';
import { route as listTrackedPortIns } from '#routes/list-tracked-port-ins/route';
import { route as getTrackedPortIn } from '#routes/get-tracked-port-in/route';
import { route as listTrackedActivations } from '#routes/list-tracked-activations/route';
import { route as getTrackedActivation } from '#routes/get-tracked-activation/route';
import { route as listTrackedPdpProvisionings } from '#routes/list-tracked-pdp-provisionings/route';
import { route as getTrackedPdpProvisioning } from '#routes/get-tracked-pdp-provisioning/route';
import { route as createWebhookEndpoint } from '#routes/create-webhook-endpoint/route';
import { route as deleteWebhookEndpoint } from '#routes/delete-webhook-endpoint/route';
import { route as listEvents } from '#routes/list-events/route';
import { route as listWebhookEndpointDeliveries } from '#routes/list-webhook-endpoint-deliveries/route';
import { route as listWebhookEndpoints } from '#routes/list-webhook-endpoints/route';
import { route as redeliverEvent } from '#routes/redeliver-event/route';
import { route as redeliverEventRange } from '#routes/redeliver-event-range/route';
import { route as rotateWebhookEndpointSecret } from '#routes/rotate-webhook-endpoint-secret/route';
import { route as testWebhookEndpoint } from '#routes/test-webhook-endpoint/route';
import { route as updateWebhookEndpoint } from '#routes/update-webhook-endpoint/route';
import { route as createBulkWrite } from '#routes/create-bulk-write/route';
import { route as listBulkWrites } from '#routes/list-bulk-writes/route';
import { route as getBulkWrite } from '#routes/get-bulk-write/route';
import { route as updateBulkWrite } from '#routes/update-bulk-write/route';
import { route as listBulkWriteRows } from '#routes/list-bulk-write-rows/route';

/** The gateway’s own routes, beside the operations of AT&T. */
export const ownRoutes: readonly OwnRoute[] = [
  getRequest,
  resolveRequest,
  listTrackedOrders,
  getTrackedOrder,
  attestOrderFact,
  addOrderNote,
  listOrderNotes,
  listTrackedPortIns,
  getTrackedPortIn,
  addPortInNote,
  listPortInNotes,
  listTrackedActivations,
  getTrackedActivation,
  listTrackedPdpProvisionings,
  getTrackedPdpProvisioning,
  listEvents,
  redeliverEvent,
  createWebhookEndpoint,
  listWebhookEndpoints,
  updateWebhookEndpoint,
  deleteWebhookEndpoint,
  rotateWebhookEndpointSecret,
  testWebhookEndpoint,
  listWebhookEndpointDeliveries,
  redeliverEventRange,
  createBulkWrite,
  listBulkWrites,
  getBulkWrite,
  updateBulkWrite,
  listBulkWriteRows,
];
