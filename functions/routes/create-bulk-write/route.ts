import * as z from 'zod';
import { bulkExample } from '#bulk/bulk-example';
import { bulkViewSchema } from '#bulk/bulk-view';
import { submissionSchema } from '#bulk/submission-schema';
import { defineRoute } from '#routes/define-route';

const checkedSchema = z.object({
  valid: z.boolean(),
  operation: z.string(),
  rows: z.int(),
  calls: z.int().describe('Calls the rows would make.'),
  problems: z.array(
    z.object({
      row: z.int(),
      reference: z.string().optional(),
      errors: z.array(z.looseObject({ detail: z.string() })),
    }),
  ),
});

export const route = defineRoute({
  id: 'create-bulk-write',
  scope: 'bulk:write',
  summary: 'Have many rows of one operation carried out',
  description:
    'Each row is a call of one operation that changes something, made for you exactly once; the operation’s own scope is needed as well. Send JSON, or `text/csv` with the operation in the query. Every row is checked first: one that is wrong has the whole submission refused, and nothing is sent. `Prefer: handling=validate` only checks, and answers 200 with what is wrong.',
  impact: 'Partners cannot have many changes carried out at once.',
  method: 'POST',
  path: '/v1/bulk-writes',
  request: {
    query: z.object({
      operation: z.string().describe('Id of the operation, when the rows are sent as CSV.').optional(),
    }),
    body: submissionSchema,
  },
  response: z.union([bulkViewSchema, checkedSchema]),
  needsIdempotencyKey: true,
  canValidate: true,
  uses: ['data-keys', 'operations', 'bulk-writer'],
  example: {
    request: {
      body: {
        operation: 'change-rate-plan',
        rows: [
          {
            reference: 'line 1',
            pathParameters: { subscriberNumber: '2125550115' },
            body: { ratePlanCode: 'UNLIMITED-B', effectiveDate: 'nextBillingCycle' },
          },
        ],
      },
    },
    csv: '{reference},{subscriberNumber},ratePlanCode,effectiveDate\nline 1,2125550115,UNLIMITED-B,nextBillingCycle\n',
    answer: { status: 202, body: bulkExample },
    checked: {
      status: 200,
      body: { valid: true, operation: 'change-rate-plan', rows: 1, calls: 1, problems: [] },
    },
  },
});
