import type { OwnRoute } from '#routes/define-route';
import { addOrderNote } from '#routes/orders/add-order-note';
import { addPortInNote } from '#routes/long-running/add-port-in-note';
import { attestOrderFact } from '#routes/orders/attest-order-fact';
import { getRequest } from '#routes/requests/get-request';
import { getTrackedOrder } from '#routes/orders/get-tracked-order';
import { resolveRequest } from '#routes/requests/resolve-request';
import { listOrderNotes } from '#routes/orders/list-order-notes';
import { listPortInNotes } from '#routes/long-running/list-port-in-notes';
import { listTrackedOrders } from '#routes/orders/list-tracked-orders';
import { listTrackedPortIns } from '#routes/long-running/list-tracked-port-ins';
import { getTrackedPortIn } from '#routes/long-running/get-tracked-port-in';
import { listTrackedActivations } from '#routes/long-running/list-tracked-activations';
import { getTrackedActivation } from '#routes/long-running/get-tracked-activation';
import { listTrackedPdpProvisionings } from '#routes/long-running/list-tracked-pdp-provisionings';
import { getTrackedPdpProvisioning } from '#routes/long-running/get-tracked-pdp-provisioning';
import { createWebhookEndpoint } from '#routes/webhooks/create-webhook-endpoint';
import { deleteWebhookEndpoint } from '#routes/webhooks/delete-webhook-endpoint';
import { listEvents } from '#routes/events/list-events';
import { listWebhookEndpointDeliveries } from '#routes/webhooks/list-webhook-endpoint-deliveries';
import { listWebhookEndpoints } from '#routes/webhooks/list-webhook-endpoints';
import { redeliverEvent } from '#routes/events/redeliver-event';
import { redeliverEventRange } from '#routes/webhooks/redeliver-event-range';
import { rotateWebhookEndpointSecret } from '#routes/webhooks/rotate-webhook-endpoint-secret';
import { testWebhookEndpoint } from '#routes/webhooks/test-webhook-endpoint';
import { updateWebhookEndpoint } from '#routes/webhooks/update-webhook-endpoint';
import { createBulkWrite } from '#routes/bulk/create-bulk-write';
import { listBulkWrites } from '#routes/bulk/list-bulk-writes';
import { getBulkWrite } from '#routes/bulk/get-bulk-write';
import { updateBulkWrite } from '#routes/bulk/update-bulk-write';
import { listBulkWriteRows } from '#routes/bulk/list-bulk-write-rows';

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
