import * as z from 'zod';
import { defineOperation } from '#domain/define-operation';
import { orderId, subOrderId } from '#operations/ordering-schemas/ids';
import { enrichedSubOrder, installation } from '#operations/ordering-schemas/installation';
import { outcome, statusSaysDone } from '#operations/ordering-schemas/outcome';

const request = z
  .looseObject({
    orderId,
    subOrderId,
    premiseNotes: installation.premiseNotes.optional(),
    customerRequestedStartDate: installation.customerRequestedStartDate.optional(),
    customerRequestedDueDate: installation.customerRequestedDueDate.optional(),
    startBillingBeforeReqDueDate: installation.startBillingBeforeReqDueDate.optional(),
    contacts: installation.contacts.optional(),
  })
  .describe('AT&T does not publish this body. Names are those of the APEX installation and shipping enrichment.');

export const operation = defineOperation({
  id: 'alliance-enrich-installation',
  family: 'ordering-alliance',
  scope: 'ordering:write',
  summary: 'Set the installation details of an Alliance order',
  description:
    'Sets installation contacts, the dates the customer asks for and premise notes of a sub-order. AT&T names it in its overview and publishes no page for it.',
  impact: 'Partners cannot set installation details of Alliance orders, so orders cannot be handed off.',
  method: 'PUT',
  path: '/v1/ordering/alliance/order-enrichments/installation',
  request: { body: request },
  response: z.looseObject({ ...enrichedSubOrder, ...outcome }),
  binding: {
    domain: 'order',
    method: 'PUT',
    path: '/order-enrichment/installation',
    provenance: 'assumed',
    shape: 'assumed',
    baseUrls: {},
    source:
      'Operation: Alliance overview. Method and path: assumed to be AIAB’s `PUT /order-enrichment/installation`. Body and answer: assumed after APEX. Hosts: printed for AIAB only.',
    statusAt: '/status',
  },
  success: { done: statusSaysDone },
  idempotency: 'optional',
  order: {
    program: 'alliance',
    step: 'enrich-installation',
    orderIdAt: '/body/orderId',
    subOrderIdAt: '/body/subOrderId',
  },
  notReadBack: 'AT&T publishes no read of an Alliance order’s enrichments.',
});
