import * as z from 'zod';
import { customerReference, metadata } from '#domain/labels';
import { mostRows } from '#bulk/bulk-write';
import { operations } from '#operations/registry';

const referenceSchema = z.string().min(1).max(128).describe('Your own name for the row; nothing secret.');

/** What a partner calls a row by, in either form. */
export const rowLabels = {
  reference: referenceSchema.optional(),
  customerReference: customerReference()
    .describe('In place of the submission’s `x-customer-reference`. Nothing secret, no personal data.')
    .optional(),
  metadata: metadata().optional(),
};

const rowSchema = z
  .strictObject({
    ...rowLabels,
    pathParameters: z
      .record(z.string(), z.string())
      .describe('What stands in the path of the operation, by name.')
      .optional(),
    body: z.unknown().describe('The body of the call, as the operation takes it.').optional(),
  })
  .describe('One call of the operation.');

const writeIds = operations.filter(({ idempotency }) => idempotency !== 'safe').map(({ id }) => id);

/** The id of an operation that changes something at AT&T. */
export const writeIdSchema = z.enum(writeIds, {
  error: `must be the id of an operation that changes something at AT&T: ${writeIds.join(', ')}`,
});

/** A submission as JSON. */
export const submissionSchema = z.strictObject({
  operation: writeIdSchema.describe('Id of an operation that changes something at AT&T.'),
  rows: z.array(rowSchema).min(1).max(mostRows).describe(`What to carry out: 1 to ${mostRows} rows.`),
});
