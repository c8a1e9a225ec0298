import * as z from 'zod';
import { defineOperation } from '#domain/define-operation';
import { orderId, recordId } from '#operations/ordering-schemas/ids';
import { outcome, statusSaysDone } from '#operations/ordering-schemas/outcome';
import { text } from '#operations/ordering-schemas/text';

const request = z
  .looseObject({
    groupName: text.describe('Name of the group.').optional(),
    orderIds: z.array(orderId).min(1).describe('Orders of the group.'),
  })
  .describe('AT&T does not publish this body; the names are assumed.');

const response = z
  .looseObject({ ...outcome, groupId: recordId.describe('Record of the group.').optional() })
  .describe('AT&T does not publish this answer; assumed after the APEX enrichments.');

export const operation = defineOperation({
  id: 'alliance-group-orders',
  family: 'ordering-alliance',
  scope: 'ordering:write',
  summary: 'Group Alliance orders',
  description:
    'Puts orders into a customer defined group (CDG). AT&T names it in its overview as an enrichment and publishes no page for it.',
  impact: 'Partners cannot group Alliance orders of one customer.',
  method: 'POST',
  path: '/v1/ordering/alliance/order-groups',
  request: { body: request },
  response,
  binding: {
    domain: 'order',
    method: 'POST',
    path: '/order-enrichment/cdg',
    provenance: 'assumed',
    shape: 'assumed',
    baseUrls: {},
    source:
      'Operation: Alliance overview. Method and path: assumed, with no sibling of its own; placed beside AIAB’s `/order-enrichment/…` paths. Hosts: not public.',
    idAt: '/groupId',
    statusAt: '/status',
  },
  success: { done: statusSaysDone },
  idempotency: 'optional',
  order: { program: 'alliance', step: 'group-orders', orderIdAt: '/body/orderIds/0' },
  notReadBack: 'AT&T publishes no read of customer defined groups.',
});
