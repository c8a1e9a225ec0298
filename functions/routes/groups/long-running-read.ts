import { longRunningRequests, portInLocks, requestRecords, timelineEntries } from '#platform/table/keys';
import { defineGroup } from '#routes/define-group';
import { getTrackedActivation } from '#routes/long-running/get-tracked-activation';
import { getTrackedPdpProvisioning } from '#routes/long-running/get-tracked-pdp-provisioning';
import { getTrackedPortIn } from '#routes/long-running/get-tracked-port-in';
import { listTrackedActivations } from '#routes/long-running/list-tracked-activations';
import { listTrackedPdpProvisionings } from '#routes/long-running/list-tracked-pdp-provisionings';
import { listTrackedPortIns } from '#routes/long-running/list-tracked-port-ins';

/**
 * Reads of what AT&T works on. What became of the requests it waits for is shown; it is the stream that writes it, and gives
 * free what only one may have.
 */
export const longRunningRead = defineGroup({
  id: 'long-running-read',
  description: 'Reads tracked port-ins, activations and PDP batches',
  routes: [
    getTrackedPortIn,
    listTrackedPortIns,
    getTrackedActivation,
    listTrackedActivations,
    getTrackedPdpProvisioning,
    listTrackedPdpProvisionings,
  ],
  may: {
    get: [
      longRunningRequests['port-in'],
      longRunningRequests['service-activation'],
      longRunningRequests['pdp-provisioning'],
      portInLocks,
      requestRecords,
    ],
    list: [
      longRunningRequests['port-in'],
      longRunningRequests['service-activation'],
      longRunningRequests['pdp-provisioning'],
    ],
    query: [timelineEntries],
  },
  told: ['boundReads'],
});
