import * as z from 'zod';
import { defineOperation } from '#domain/define-operation';
import { allianceOrderContacts } from '#operations/ordering-schemas/contacts';
import { createdOrder, orderWasCreated } from '#operations/ordering-schemas/created-order';
import { quoteId } from '#operations/ordering-schemas/ids';

const request = z.looseObject({
  quoteId,
  'checkT&C': z
    .boolean()
    .describe('Terms and conditions accepted. The key contains an ampersand. In AT&T’s sample, not in its field list.')
    .optional(),
  contacts: allianceOrderContacts,
});

export const operation = defineOperation({
  id: 'alliance-create-order',
  family: 'ordering-alliance',
  scope: 'ordering:write',
  summary: 'Create an Alliance order',
  description: 'Makes an order and sub-order of a quote whose contract is signed, and accepts AT&T’s terms.',
  impact: 'Partners cannot turn signed Alliance contracts into orders.',
  method: 'POST',
  path: '/v1/ordering/alliance/orders',
  request: { body: request },
  response: createdOrder,
  binding: {
    domain: 'order',
    method: 'POST',
    path: '/order',
    provenance: 'published',
    baseUrls: {
      uat: 'https://uat-att-order-eapi.nprd-gw.cloud.att.com/api/v1',
      production: 'https://att-order-eapi.gw.cloud.att.com/api/v1',
    },
    source:
      'Method, path and production base URL: Alliance reference page, one copy of which names a mailbox in place of the host. UAT base URL: printed for the identical path on the AIAB order enrichment page.',
    idAt: '/orderId',
    statusAt: '/status',
  },
  success: { done: orderWasCreated },
  idempotency: 'required',
  order: {
    program: 'alliance',
    step: 'create-order',
    quoteIdAt: '/body/quoteId',
    newOrderIdAt: '/orderId',
    newSubOrderIdAt: '/subOrder/subOrderId',
  },
  notReadBack:
    'The order status takes the order’s number, which only the lost answer had; AT&T publishes no read of the orders of a quote.',
});
