import * as z from 'zod';
import { presentId } from '#operations/shared/answers';
import { defineOperation } from '#domain/define-operation';
import { operation as getEnrichmentStatus } from '#operations/apex-get-enrichment-status/operation';
import { billingContacts } from '#operations/ordering-schemas/contacts';
import { orderId, recordId, subOrderId } from '#operations/ordering-schemas/ids';
import { enrichedSubOrder } from '#operations/ordering-schemas/installation';
import { text } from '#operations/ordering-schemas/text';

const request = z.looseObject({
  orderId,
  subOrderId,
  description: text.describe('Notes; empty in AT&T’s sample.'),
  paperlessBilling: text.describe('A string, empty in AT&T’s sample; the allowed values are not public.'),
  contacts: billingContacts,
});

const response = z.looseObject({
  billingAccountId: recordId.describe('The new billing account; prefix `001` in AT&T’s sample.'),
  ...enrichedSubOrder,
  status: text.describe('Free text: `Billing Account created successfully` in AT&T’s sample. No `statusMessage`.'),
});

/** Says success as a word of its own, and says nothing that takes it back. */
const wordsOfSuccess = z.string().regex(/^(?!.*\b(?:not|no|un|fail\w*|error\w*)\b).*\bsuccess(?:ful|fully)?\b/is);

export const operation = defineOperation({
  id: 'apex-enrich-billing',
  family: 'ordering-apex',
  scope: 'ordering:write',
  summary: 'Add a new billing account to an APEX order',
  description:
    'Creates a billing account and ties it to a sub-order. AT&T publishes no twin for an account that exists already, and does not say what a second call does.',
  impact: 'Partners cannot set up billing for APEX orders, so orders cannot be handed off.',
  method: 'POST',
  path: '/v1/ordering/apex/order-enrichments/billing',
  request: { body: request },
  response,
  binding: {
    domain: 'order',
    method: 'POST',
    path: '/order-enrichment/newBilling-apex',
    provenance: 'partial',
    host: 'inferred',
    baseUrls: { uat: 'https://uat-att-order-eapi.nprd-gw.cloud.att.com/api/v1' },
    source:
      'Method and path: APEX reference page. UAT base URL: inferred, as the APEX overview prints a single one for the whole enrichment group, ending in `/order-apex`. Production: the cell is blank.',
    idAt: '/billingAccountId',
    statusAt: '/status',
  },
  success: { done: z.object({ status: wordsOfSuccess, billingAccountId: presentId }) },
  idempotency: 'required',
  order: { program: 'apex', step: 'enrich-billing', orderIdAt: '/body/orderId', subOrderIdAt: '/body/subOrderId' },
  polledBy: getEnrichmentStatus,
  notReadBack: 'The only read of APEX orders, their enrichment status, shows order items and no billing account.',
});
