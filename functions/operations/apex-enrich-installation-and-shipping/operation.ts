import * as z from 'zod';
import { defineOperation } from '#domain/define-operation';
import { operation as getEnrichmentStatus } from '#operations/apex-get-enrichment-status/operation';
import { orderId, subOrderId } from '#operations/ordering-schemas/ids';
import { enrichedSubOrder, installation } from '#operations/ordering-schemas/installation';
import { outcome, statusSaysDone } from '#operations/ordering-schemas/outcome';

const request = z.looseObject({
  orderId,
  subOrderId,
  ...installation,
  premiseNotes: installation.premiseNotes.optional(),
});

export const operation = defineOperation({
  id: 'apex-enrich-installation-and-shipping',
  family: 'ordering-apex',
  scope: 'ordering:write',
  summary: 'Add installation and shipping details to an APEX order',
  description:
    'Adds dates, premise notes and contacts for installation and shipping to a sub-order. One call for both, where Alliance has two.',
  impact: 'Partners cannot add installation and shipping details to APEX orders, so orders cannot be handed off.',
  method: 'POST',
  path: '/v1/ordering/apex/order-enrichments/installation-and-shipping',
  request: { body: request },
  response: z.looseObject({ ...enrichedSubOrder, ...outcome }),
  binding: {
    domain: 'order',
    method: 'POST',
    path: '/order-enrichment/installation-shipping-apex',
    provenance: 'partial',
    host: 'inferred',
    baseUrls: { uat: 'https://uat-att-order-eapi.nprd-gw.cloud.att.com/api/v1' },
    source:
      'Method and path: APEX reference page. UAT base URL: inferred, as the APEX overview prints a single one for the whole enrichment group, ending in `/order-apex`. Production: the cell is blank.',
    statusAt: '/status',
  },
  success: { done: statusSaysDone },
  idempotency: 'optional',
  order: {
    program: 'apex',
    step: 'enrich-installation-and-shipping',
    orderIdAt: '/body/orderId',
    subOrderIdAt: '/body/subOrderId',
  },
  polledBy: getEnrichmentStatus,
  notReadBack:
    'The enrichment status shows order items; no member of it says what installation and shipping were set to.',
});
