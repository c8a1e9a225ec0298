import * as z from 'zod';
import { defineOperation } from '#domain/define-operation';
import { operation as getEnrichmentStatus } from '#operations/apex-get-enrichment-status/operation';
import { subOrderId } from '#operations/ordering-schemas/ids';
import { enrichedSubOrder } from '#operations/ordering-schemas/installation';
import { outcome, statusSaysDone } from '#operations/ordering-schemas/outcome';
import { text } from '#operations/ordering-schemas/text';

const request = z
  .looseObject({
    subOrderId,
    Room: text.describe('Room of the equipment, e.g. `201`.'),
    Floor: text.describe('Floor of the equipment, e.g. `2`.'),
    Notes: text.describe('Further notes.'),
    TSPCode: text.describe('TSP code, e.g. `TSP645321-44`.'),
  })
  .describe('All members but `subOrderId` begin with a capital letter. No `orderId`, although the answer has one.');

export const operation = defineOperation({
  id: 'apex-reserve-port',
  family: 'ordering-apex',
  scope: 'ordering:write',
  summary: 'Give RDS details and reserve a port for an APEX order',
  description:
    'Gives floor, room, notes and TSP code of a sub-order for its port reservation. The answer says that they are saved; no member says whether a port is reserved.',
  impact: 'Partners cannot reserve ports for APEX orders, so orders cannot be handed off.',
  method: 'POST',
  path: '/v1/ordering/apex/order-enrichments/port-reservation',
  request: { body: request },
  response: z.looseObject({ ...enrichedSubOrder, ...outcome }),
  binding: {
    domain: 'order',
    method: 'POST',
    path: '/order-enrichment/apexRDSProdandPortReserve',
    provenance: 'partial',
    host: 'inferred',
    baseUrls: { uat: 'https://uat-att-order-eapi.nprd-gw.cloud.att.com/api/v1' },
    source:
      'Method and path: APEX reference page; the path has no `-apex` suffix. UAT base URL: inferred, as the APEX overview prints a single one for the whole enrichment group, ending in `/order-apex`. Production: the cell is blank.',
    statusAt: '/status',
  },
  success: { done: statusSaysDone },
  idempotency: 'optional',
  order: { program: 'apex', step: 'reserve-port', subOrderIdAt: '/body/subOrderId' },
  polledBy: getEnrichmentStatus,
  notReadBack: 'The enrichment status shows order items; no member of it says that a port is reserved.',
});
