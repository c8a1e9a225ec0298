import * as z from 'zod';
import { presentId } from '#operations/shared/answers';
import { defineOperation } from '#domain/define-operation';
import { recordId, subOrderId } from '#operations/ordering-schemas/ids';
import { refusalInList } from '#operations/ordering-schemas/outcome';
import { text } from '#operations/ordering-schemas/text';
import { timestamp } from '#operations/ordering-schemas/timestamp';
import { queryOf } from '#operations/query';
import { enrichmentRecords } from '#operations/shared/answer-facts';

const enrichmentRecord = z.looseObject({
  Id: recordId.describe('Enrichment record; prefix `802`, that of order items.'),
  CreatedDate: timestamp.describe('When it was made, like `2026-03-05T09:04:51.000+0000`.').optional(),
  Product2: z
    .union([text, z.looseObject({ Name: text.optional() })])
    .describe('Product id or label. Whether the name sits inside it or beside it is not public.')
    .optional(),
  'Product2.Name': text.describe('Product name, e.g. `Port`. AT&T lists the key with a dot in it.').optional(),
  'Port Speed': text.describe('Port speed, e.g. `10 Gbps`. The key contains a space.').optional(),
});

const isRecord = z.object({ Id: presentId });

export const operation = defineOperation({
  id: 'apex-get-enrichment-status',
  family: 'ordering-apex',
  scope: 'ordering:read',
  summary: 'Get what an APEX sub-order is enriched with',
  description:
    'Reads the enrichment records of a sub-order. The only public APEX read, and none of its members is described as a status: AT&T does not say how a finished enrichment is recognised, nor whether one record or a list comes back.',
  impact: 'Partners cannot see whether the enrichments of an APEX order have arrived.',
  method: 'GET',
  path: '/v1/ordering/apex/order-enrichments/status',
  request: { query: queryOf({ subOrderId }) },
  response: z.union([enrichmentRecord, z.array(enrichmentRecord)]),
  binding: {
    domain: 'order',
    method: 'GET',
    path: '/order-enrichment/order-enrichment-status',
    provenance: 'partial',
    host: 'inferred',
    baseUrls: { uat: 'https://uat-att-order-eapi.nprd-gw.cloud.att.com/api/v1' },
    source:
      'Method and path: APEX reference page; the path has no `-apex` suffix. UAT base URL: inferred, as the APEX overview prints a single one for the whole enrichment group, ending in `/order-apex`. Production: the cell is blank.',
  },
  success: { done: z.union([isRecord, z.array(isRecord)]), refused: refusalInList },
  idempotency: 'safe',
  order: { program: 'apex', subOrderIdAt: '/query/subOrderId', factsIn: enrichmentRecords },
  polled: {
    kind: 'enrichment-status',
    // No member says that an enrichment is complete; that its record is there is all that can be seen.
    until: { fact: 'enrichmentRecords', oneOf: ['present'] },
    schedule: {
      firstSeconds: 60,
      phases: [
        { untilHours: 1, everyMinutes: 10 },
        { untilHours: 24, everyMinutes: 120 },
      ],
      thenEveryHours: 8,
    },
    overdue: { afterHours: [24] },
    giveUpAfterDays: 7,
  },
});
