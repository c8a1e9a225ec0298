import * as z from 'zod';
import { defineOperation } from '#domain/define-operation';
import { apexOrderContacts } from '#operations/ordering-schemas/contacts';
import { createdOrder, orderWasCreated } from '#operations/ordering-schemas/created-order';
import { quoteId } from '#operations/ordering-schemas/ids';

const request = z.looseObject({
  quoteId,
  'checkT&C': z.boolean().describe('Terms and conditions accepted. The key contains an ampersand.'),
  contacts: apexOrderContacts,
});

export const operation = defineOperation({
  id: 'apex-create-order',
  family: 'ordering-apex',
  scope: 'ordering:write',
  summary: 'Create an APEX order',
  description:
    'Makes an order and sub-order of a quote whose contract is signed. What AT&T does with a second call for the same quote is not published.',
  impact: 'Partners cannot turn signed APEX contracts into orders.',
  method: 'POST',
  path: '/v1/ordering/apex/orders',
  request: { body: request },
  response: createdOrder,
  binding: {
    domain: 'order',
    method: 'POST',
    path: '/order-apex',
    provenance: 'published',
    baseUrls: { uat: 'https://uat-att-order-eapi.nprd-gw.cloud.att.com/api/v1' },
    source:
      'Method and path: APEX reference page; the order handoff has the same ones on another host. UAT base URL: APEX overview. Production: the cell is blank for APEX.',
    idAt: '/orderId',
    statusAt: '/status',
  },
  success: { done: orderWasCreated },
  idempotency: 'required',
  order: {
    program: 'apex',
    step: 'create-order',
    quoteIdAt: '/body/quoteId',
    newOrderIdAt: '/orderId',
    newSubOrderIdAt: '/subOrder/subOrderId',
  },
  notReadBack:
    'The only read of APEX orders, their enrichment status, takes the sub-order’s id, which only the lost answer had.',
});
