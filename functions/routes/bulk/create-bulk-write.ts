import * as z from 'zod';
import { requireScope, requireUnrestricted } from '#api/caller';
import { requiredIdempotencyKeyOf } from '#api/idempotency-key';
import { labelsOf } from '#api/labels';
import { isValidateOnly } from '#api/validate-only';
import { bulkExample } from '#bulk/bulk-example';
import { bulkView, bulkViewSchema } from '#bulk/bulk-view';
import { bulkWriteId, type BulkWrite } from '#bulk/bulk-write';
import { carriedHeaders, type Submitter } from '#bulk/call-event';
import { checkRows, type CheckedRows, type RowProblem } from '#bulk/check-rows';
import type { Invoke } from '#bulk/invoke';
import { packRows } from '#bulk/pack-rows';
import { readSubmission, type Submission } from '#bulk/submission';
import { submissionSchema, writeIdSchema } from '#bulk/submission-schema';
import { goneOn, submit, submittedBefore, type SubmitDependencies } from '#bulk/submit';
import type { Operation } from '#domain/define-operation';
import { Problem } from '#domain/problems/problems';
import { warningSchema } from '#domain/warning';
import { defineRoute, type RouteAnswer } from '#routes/define-route';

const checkedSchema = z.object({
  valid: z.boolean(),
  operation: z.string(),
  rows: z.int(),
  calls: z.int().describe('Calls the rows would make.'),
  problems: z.array(
    z.object({
      row: z.int(),
      reference: z.string().optional(),
      code: z
        .string()
        .describe('Of the problem that its call would be answered with now; it may pass by when the row’s turn comes.')
        .optional(),
      errors: z.array(z.looseObject({ detail: z.string() })),
    }),
  ),
  warnings: z
    .array(warningSchema.extend({ row: z.int(), reference: z.string().optional() }))
    .describe('What is odd about rows that are valid; at most 200.'),
  replayed: z
    .object({ bulkWrite: z.string() })
    .describe('The key was used before with these rows: nothing would be done, and this one answered again.')
    .optional(),
});

export const createBulkWrite = defineRoute({
  id: 'create-bulk-write',
  scope: 'bulk:write',
  summary: 'Submit a bulk write',
  description:
    'Each row is a call of one operation that changes something, made for you at most once, whatever is repeated; the operation’s own scope is needed as well. Send JSON, or `text/csv` with the operation in the query. Every row is checked first: one that is wrong has the whole submission refused, and nothing is sent. `Prefer: handling=validate` only checks, and answers 200 with what is wrong, and with what every call would be refused with if it were made now.',
  impact: 'Partners cannot have many changes carried out at once.',
  method: 'POST',
  path: '/v1/bulk-writes',
  request: {
    query: z.object({
      operation: writeIdSchema.describe('Id of the operation, when the rows are sent as CSV.').optional(),
    }),
    body: submissionSchema,
  },
  response: z.union([bulkViewSchema, checkedSchema]),
  links: ['/replayed/bulkWrite'],
  idempotencyKey: 'required',
  takesLabels: true,
  canValidate: true,
  problems: ['invalid-csv', 'operation-not-bound', 'solution-provider-read-only'],
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
      body: { valid: true, operation: 'change-rate-plan', rows: 1, calls: 1, problems: [], warnings: [] },
    },
  },
  readsBody: true,
  answer: async (call, deps: BulkSubmissions) => {
    const { event, context, caller, solutionProvider } = call;
    const submission = readSubmission(event, deps.operationOf);
    const { operation, rows } = submission;
    // Bulk writes lend nobody a scope, nor a way round a restriction.
    requireUnrestricted(caller, solutionProvider, true);
    requireScope(caller, operation.scope);
    const isDryRun = isValidateOnly(event);
    const key = requiredIdempotencyKeyOf(event);
    const known = await submittedBefore(deps, solutionProvider, key, submission);
    if (known && isDryRun) return { body: { ...checkedView(submission, known.calls), replayed: replayOf(known) } };
    if (known) return accepted(await goneOn(deps, known));
    const submitter: Submitter = {
      id: bulkWriteId(solutionProvider, key),
      clientId: caller.clientId,
      solutionProvider,
      ...labelsOf(event),
      headers: carriedHeaders(event),
    };
    const calls = packRows(rows, operation.packs);
    const hasTime = (): boolean => context.getRemainingTimeInMillis() > reserveMs;
    // What stands in a row's way now may not any more when its turn comes.
    const check = isDryRun ? 'gates' : 'form';
    const checked = await checkRows(deps.invoke, operation, submitter, calls, { check, hasTime });
    if (isDryRun) return { body: checkedView(submission, calls.length, checked) };
    if (checked.problems.length > 0) throw refusalOf(checked.problems);
    return accepted(await submit(deps, submitter, submission, calls));
  },
});

interface BulkSubmissions extends SubmitDependencies {
  invoke: Invoke;
  operationOf: (id: string) => Operation | undefined;
}

/** Checking ends this long before the caller gets no answer any more, so that the rows can still be stored. */
const reserveMs = 9_000;

/** Problems a refusal lists. */
const mostErrors = 200;

const addressOf = ({ id }: BulkWrite): string => `/v1/bulk-writes/${id}`;

const replayOf = (bulkWrite: BulkWrite) => ({ bulkWrite: addressOf(bulkWrite) });

const accepted = (bulkWrite: BulkWrite): RouteAnswer => ({
  status: 202,
  headers: { location: addressOf(bulkWrite) },
  body: bulkView(bulkWrite),
});

const checkedView = (
  { operation, rows }: Submission,
  calls: number,
  { problems, warnings }: CheckedRows = { problems: [], warnings: [] },
): z.input<typeof checkedSchema> => ({
  valid: problems.length === 0,
  operation: operation.id,
  rows: rows.length,
  calls,
  problems,
  warnings,
});

const refusalOf = (problems: readonly RowProblem[]): Problem =>
  new Problem('invalid-request', {
    detail: `Of the rows, ${problems.length} are not valid. Nothing was stored or sent.`,
    errors: problems.flatMap(({ errors }) => errors).slice(0, mostErrors),
  });
