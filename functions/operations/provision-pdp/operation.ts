import * as z from 'zod';
import { presentId } from '#operations/shared/answers';
import { defineOperation } from '#domain/define-operation';
import { operation as getPdpProvisioning } from '#operations/get-pdp-provisioning/operation';
import { apn, maximumSubscribers, pdpBatch, pdpSubscribers } from '#operations/mobility-schemas/pdp';

const body = z
  .looseObject({ apn, subscribers: pdpSubscribers })
  .describe('The custom APN, and which line gets which static IP address.');

export const operation = defineOperation({
  id: 'provision-pdp',
  family: 'mobility',
  scope: 'mobility:write',
  summary: 'Put a custom APN and static IPs on lines',
  description:
    'Puts a custom APN and static IP addresses on the packet-data profiles of 1 to 10 lines. AT&T works on them after it has answered: keep `batchId` and read the result with it. Some lines may fail while others succeed.',
  impact: 'Partners cannot connect customers’ devices to their private networks.',
  method: 'POST',
  path: '/v1/mobility/pdp-provisionings',
  request: { body },
  response: pdpBatch,
  binding: {
    domain: 'mobility',
    method: 'POST',
    path: '/sp/mobility/pdp/api/v1/provisioning',
    provenance: 'assumed',
    shape: 'assumed',
    baseUrls: {},
    source: 'Assumed, shaped like its neighbours: AT&T publishes neither host, method nor path.',
    idAt: '/batchId',
    statusAt: '/batchStatus',
  },
  success: { done: z.object({ batchId: presentId }) },
  idempotency: 'required',
  sensitive: 'network',
  packs: { at: '/subscribers', most: maximumSubscribers, by: '/subscriberNumber' },
  longRunning: { kind: 'pdp-provisioning', step: 'open', storedDetails: { apn: '/body/apn' } },
  polledBy: getPdpProvisioning,
  notReadBack:
    'A batch is read by its id, which only the lost answer had; what its lines show does not tell which batch put it there, nor whether more is to come.',
});
