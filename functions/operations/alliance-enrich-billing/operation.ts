import * as z from 'zod';
import { presentId } from '#operations/shared/answers';
import { defineOperation } from '#domain/define-operation';
import { subAccountId, subOrderId } from '#operations/ordering-schemas/ids';
import { refusalInList } from '#operations/ordering-schemas/outcome';
import { text } from '#operations/ordering-schemas/text';

const request = z
  .looseObject({
    subOrderId,
    subAccountId: subAccountId.optional(),
    billingAccountName: text.describe('Billing account to put the sub-order on.').optional(),
    contractId: text.optional(),
    soc: text.describe('`F3` in AIAB’s sample.').optional(),
    billGroup: text.describe('`001` in AIAB’s sample.').optional(),
    mcn: text.describe('`TW8157` in AIAB’s sample.').optional(),
  })
  .describe('AT&T does not publish this body. Assumed to be that of AIAB’s billing enrichment.');

const response = z
  .array(
    z.looseObject({
      BillingAccountName: text.describe('With a capital B, unlike in the request.'),
      BillingAccountInvoiceNumber: text.optional(),
    }),
  )
  .describe('Billing accounts. AT&T does not publish this answer. Assumed to be that of AIAB’s billing enrichment.');

export const operation = defineOperation({
  id: 'alliance-enrich-billing',
  family: 'ordering-alliance',
  scope: 'ordering:write',
  summary: 'Add billing details to an Alliance order',
  description:
    'Ties a billing account to a sub-order. AT&T names it in its overview as product billing configuration and publishes no page for it.',
  impact: 'Partners cannot set up billing for Alliance orders, so orders cannot be handed off.',
  method: 'POST',
  path: '/v1/ordering/alliance/order-enrichments/billing',
  request: { body: request },
  response,
  binding: {
    domain: 'order',
    method: 'POST',
    path: '/order-enrichment/billing',
    provenance: 'assumed',
    shape: 'assumed',
    baseUrls: {},
    source:
      'Operation: Alliance overview. Method, path, body and answer: assumed to be those of AIAB’s `POST /order-enrichment/billing`. Hosts: printed for AIAB only, whose pages contradict each other.',
    idAt: '/0/BillingAccountInvoiceNumber',
  },
  success: { done: z.array(z.object({ BillingAccountName: presentId })).min(1), refused: refusalInList },
  idempotency: 'optional',
  order: { program: 'alliance', step: 'enrich-billing', orderIdAt: '/body/orderId', subOrderIdAt: '/body/subOrderId' },
  notReadBack: 'AT&T publishes no read of an Alliance order’s enrichments.',
});
