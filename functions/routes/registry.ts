import { createBulkWrite } from '#routes/bulk/create-bulk-write';
import { getBulkWrite } from '#routes/bulk/get-bulk-write';
import { listBulkWriteRows } from '#routes/bulk/list-bulk-write-rows';
import { listBulkWrites } from '#routes/bulk/list-bulk-writes';
import { updateBulkWrite } from '#routes/bulk/update-bulk-write';
import type { RouteGroup } from '#routes/define-group';
import type { OwnRoute } from '#routes/define-route';
import { listEvents } from '#routes/events/list-events';
import { redeliverEvent } from '#routes/events/redeliver-event';
import { bulkChange } from '#routes/groups/bulk-change';
import { bulkCreate } from '#routes/groups/bulk-create';
import { bulkRead } from '#routes/groups/bulk-read';
import { eventsRead } from '#routes/groups/events-read';
import { longRunningRead } from '#routes/groups/long-running-read';
import { ordersRead } from '#routes/groups/orders-read';
import { recordsRead } from '#routes/groups/records-read';
import { requestsResolve } from '#routes/groups/requests-resolve';
import { trackingWrite } from '#routes/groups/tracking-write';
import { webhooksDelete } from '#routes/groups/webhooks-delete';
import { webhooksRead } from '#routes/groups/webhooks-read';
import { webhooksSend } from '#routes/groups/webhooks-send';
import { webhooksWrite } from '#routes/groups/webhooks-write';
import { getTrackedLine } from '#routes/lines/get-tracked-line';
import { addPortInNote } from '#routes/long-running/add-port-in-note';
import { getTrackedActivation } from '#routes/long-running/get-tracked-activation';
import { getTrackedPdpProvisioning } from '#routes/long-running/get-tracked-pdp-provisioning';
import { getTrackedPortIn } from '#routes/long-running/get-tracked-port-in';
import { listPortInNotes } from '#routes/long-running/list-port-in-notes';
import { listTrackedActivations } from '#routes/long-running/list-tracked-activations';
import { listTrackedPdpProvisionings } from '#routes/long-running/list-tracked-pdp-provisionings';
import { listTrackedPortIns } from '#routes/long-running/list-tracked-port-ins';
import { addOrderNote } from '#routes/orders/add-order-note';
import { attestOrderFact } from '#routes/orders/attest-order-fact';
import { getTrackedOrder } from '#routes/orders/get-tracked-order';
import { listOrderNotes } from '#routes/orders/list-order-notes';
import { listTrackedOrders } from '#routes/orders/list-tracked-orders';
import { retractAttestation } from '#routes/orders/retract-attestation';
import { getRequest } from '#routes/requests/get-request';
import { listRequests } from '#routes/requests/list-requests';
import { resolveRequest } from '#routes/requests/resolve-request';
import { search } from '#routes/search/search';
import { createWebhookEndpoint } from '#routes/webhooks/create-webhook-endpoint';
import { deleteWebhookEndpoint } from '#routes/webhooks/delete-webhook-endpoint';
import { listWebhookEndpointDeliveries } from '#routes/webhooks/list-webhook-endpoint-deliveries';
import { listWebhookEndpoints } from '#routes/webhooks/list-webhook-endpoints';
import { redeliverEventRange } from '#routes/webhooks/redeliver-event-range';
import { rotateWebhookEndpointSecret } from '#routes/webhooks/rotate-webhook-endpoint-secret';
import { verifyWebhookEndpoint } from '#routes/webhooks/verify-webhook-endpoint';
import { testWebhookEndpoint } from '#routes/webhooks/test-webhook-endpoint';
import { updateWebhookEndpoint } from '#routes/webhooks/update-webhook-endpoint';

/** The functions that serve the gateway’s own routes; each route is in one of them. */
export const routeGroups = [
  recordsRead,
  ordersRead,
  longRunningRead,
  trackingWrite,
  requestsResolve,
  eventsRead,
  webhooksRead,
  webhooksWrite,
  webhooksDelete,
  webhooksSend,
  bulkRead,
  bulkChange,
  bulkCreate,
] as const satisfies readonly RouteGroup[];

/** The gateway’s own routes, beside the operations of AT&T, in the order documents show them. */
export const ownRoutes: readonly OwnRoute[] = [
  listRequests,
  getRequest,
  resolveRequest,
  search,
  listTrackedOrders,
  getTrackedOrder,
  attestOrderFact,
  retractAttestation,
  addOrderNote,
  listOrderNotes,
  listTrackedPortIns,
  getTrackedPortIn,
  addPortInNote,
  listPortInNotes,
  getTrackedLine,
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
  verifyWebhookEndpoint,
  testWebhookEndpoint,
  listWebhookEndpointDeliveries,
  redeliverEventRange,
  createBulkWrite,
  listBulkWrites,
  getBulkWrite,
  updateBulkWrite,
  listBulkWriteRows,
];
