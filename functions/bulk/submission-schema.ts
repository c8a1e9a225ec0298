import * as z from 'zod';
import { mostRows } from '#bulk/bulk-write';

export const referenceSchema = z.string().min(1).max(128).describe('Your own name for the row; nothing secret.');

const rowSchema = z
  .strictObject({
    reference: referenceSchema.optional(),
    pathParameters: z
      .record(z.string(), z.string())
      .describe('What stands in the path of the operation, by name.')
      .optional(),
    body: z.unknown().describe('The body of the call, as the operation takes it.').optional(),
  })
  .describe('One call of the operation.');

/** A submission as JSON. */
export const submissionSchema = z.strictObject({
  operation: z.string().max(64).describe('Id of an operation that changes something, such as `change-rate-plan`.'),
  rows: z.array(rowSchema).min(1).max(mostRows).describe(`What to carry out: 1 to ${mostRows} rows.`),
});
