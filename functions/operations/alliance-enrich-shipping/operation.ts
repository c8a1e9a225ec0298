import * as z from 'zod';
import { defineOperation } from '#domain/define-operation';
import { orderId, subOrderId } from '#operations/ordering-schemas/ids';
import { enrichedSubOrder } from '#operations/ordering-schemas/installation';
import { outcome, statusSaysDone } from '#operations/ordering-schemas/outcome';
import { text } from '#operations/ordering-schemas/text';

const shippingAddress = z.looseObject({
  street: text.optional(),
  city: text.optional(),
  state: text.optional(),
  zip: text.optional(),
  country: text.optional(),
});

const request = z
  .looseObject({
    orderId,
    subOrderId,
    email: text.describe('Mailbox for news of the shipment.').optional(),
    shippingAddress: shippingAddress.describe('Where the equipment goes.').optional(),
    shippingNotes: text.optional(),
  })
  .describe(
    'AT&T does not publish this body. That it holds e-mail ids, addresses and notes is its text; names are assumed.',
  );

export const operation = defineOperation({
  id: 'alliance-enrich-shipping',
  family: 'ordering-alliance',
  scope: 'ordering:write',
  summary: 'Add shipping details to an Alliance order',
  description:
    'Adds mailbox, address and notes for the shipping of a sub-order’s equipment. AT&T names it in its overview and publishes no page for it.',
  impact: 'Partners cannot add shipping details to Alliance orders, so orders cannot be handed off.',
  method: 'POST',
  path: '/v1/ordering/alliance/order-enrichments/shipping',
  request: { body: request },
  response: z.looseObject({ ...enrichedSubOrder, ...outcome }),
  binding: {
    domain: 'order',
    method: 'POST',
    path: '/order-enrichment/shipping',
    provenance: 'assumed',
    shape: 'assumed',
    baseUrls: {},
    source:
      'Operation: Alliance overview. Method and path: assumed after AIAB’s `POST /order-enrichment/shipping/aiab`, without its product segment. Answer: assumed after APEX. Hosts: printed for AIAB only.',
    statusAt: '/status',
  },
  success: { done: statusSaysDone },
  idempotency: 'optional',
  order: { program: 'alliance', step: 'enrich-shipping', orderIdAt: '/body/orderId', subOrderIdAt: '/body/subOrderId' },
  notReadBack: 'AT&T publishes no read of an Alliance order’s enrichments.',
});
