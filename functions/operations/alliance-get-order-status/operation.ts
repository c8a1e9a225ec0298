import * as z from 'zod';
import { presentId } from '#operations/shared/answers';
import { defineOperation } from '#domain/define-operation';
import { recordId } from '#operations/ordering-schemas/ids';
import { text } from '#operations/ordering-schemas/text';
import { nameInQuery, queryOf, wholeNumber, word } from '#operations/query';
import { timestamp } from '#operations/ordering-schemas/timestamp';
import { orderStatus } from '#operations/shared/answer-facts';

const query = queryOf({
  externalIdentifierId: recordId.describe('Number that goes with the order.'),
  externalIdentifierType: word
    .describe('What the number is, e.g. `OrderNumber`, `MasterOrderNumber` or `SalesViewId`. Required by AIAB.')
    .optional(),
  businessAccountName: nameInQuery
    .describe(
      'Name of the business account. Required by AIAB. The gateway’s own polls send the name that was last answered here, or the `businessName` of the credit check.',
    )
    .optional(),
  offset: wholeNumber.describe('Records to skip.').optional(),
  limit: wholeNumber.describe('Most records to return.').optional(),
}).describe('AT&T does not publish this query for Alliance. Assumed to be that of AIAB’s order status.');

const orderRecord = z.looseObject({
  orderNumber: text.optional(),
  orderStatus: text.describe('`IN_PROGRESS` seen; the other values are not public.'),
});

const response = z
  .looseObject({
    status: z.union([z.number(), text]).describe('Status code, the number 200 in AIAB’s sample.').optional(),
    responseData: z
      .union([orderRecord, z.array(orderRecord)])
      .describe(
        'One object in AIAB’s sample; a list is taken as well, as AIAB prints `offset` and `limit`. The order has ended when every order in it has.',
      ),
    timestamp: timestamp.optional(),
  })
  .describe('AT&T does not publish this answer for Alliance. Assumed to be that of AIAB’s order status.');

const hasStatus = z.object({ orderStatus: presentId });

export const operation = defineOperation({
  id: 'alliance-get-order-status',
  family: 'ordering-alliance',
  scope: 'ordering:read',
  summary: 'Get the status of an Alliance order',
  description:
    'Reads how far an order that was handed off has come. AT&T names “Status Updates” in its overview and does not say whether they are fetched or sent; its AIAB sibling has them fetched.',
  impact: 'Partners cannot see how far their Alliance orders have come.',
  method: 'GET',
  path: '/v1/ordering/alliance/order-status',
  request: { query },
  response,
  binding: {
    domain: 'order-status',
    method: 'GET',
    path: '/orders',
    provenance: 'assumed',
    shape: 'assumed',
    baseUrls: {},
    source:
      'Operation: Alliance overview. Method, path, query and answer: assumed to be those of AIAB’s `GET /orders`. Hosts: printed for AIAB only.',
    statusAt: '/responseData/orderStatus',
  },
  success: { done: z.object({ responseData: z.union([hasStatus, z.array(hasStatus).min(1)]) }) },
  idempotency: 'safe',
  order: {
    program: 'alliance',
    orderIdAt: '/query/externalIdentifierId',
    factsIn: orderStatus,
    factsAsked: { businessAccountName: '/query/businessAccountName' },
  },
  polled: {
    kind: 'order-status',
    query: { externalIdentifierType: 'OrderNumber' },
    queryFacts: { businessAccountName: 'businessAccountName' },
    until: { fact: 'completion', oneOf: ['completed', 'cancelled'] },
    schedule: {
      firstSeconds: 300,
      phases: [
        { untilHours: 24, everyMinutes: 60 },
        { untilHours: 168, everyMinutes: 240 },
      ],
      thenEveryHours: 12,
    },
    overdue: { afterHours: [60 * 24] },
    giveUpAfterDays: 270,
  },
});
