import { callDependencies, type CallDependencies } from '#entry/bulk-call-dependencies';
import { bulkWriteId } from '#bulk/bulk-write';
import { bulkView } from '#bulk/bulk-view';
import { carriedHeaders } from '#bulk/call-event';
import { checkRows, type RowProblem } from '#bulk/check-rows';
import { bulkRecords, type BulkRecords } from '#entry/bulk-dependencies';
import { packRows } from '#bulk/pack-rows';
import { startBulkWriter } from '#entry/bulk-call-dependencies';
import { readSubmission, type Submission } from '#bulk/submission';
import { submit, submittedBefore, type Submitter } from '#bulk/submit';
import type { StartBulkWriter } from '#bulk/state-machine-io';
import { idempotencyKeyOf } from '#api/idempotency-key';
import { isValidateOnly } from '#api/validate-only';
import { route } from '#routes/create-bulk-write/route';
import { callerOf, requireScope, solutionProviderOf } from '#api/caller';
import { wrapped, type OperationHandler } from '#api/read-handler';
import { requestIdOf, type GatewayResponse } from '#api/gateway-event';
import { fingerprints } from '#entry/data-keys';
import { Problem } from '#domain/problems/problems';
import type { Fingerprints } from '#platform/data-keys/fingerprints';
import { jsonResponse } from '#api/response';
import type { BulkWrite } from '#bulk/bulk-write';

export interface CreateBulkWriteDependencies extends BulkRecords, CallDependencies {
  start: StartBulkWriter;
  fingerprints: Fingerprints;
}

/** Checking ends this long before the caller gets no answer any more, so that the rows can still be stored. */
const reserveMs = 9_000;

/** Problems a refusal lists. */
const mostErrors = 200;

export const createCreateBulkWrite = (deps: CreateBulkWriteDependencies): OperationHandler =>
  wrapped(route, deps, async (event, context) => {
    const caller = callerOf(event);
    requireScope(caller, route.scope);
    const solutionProvider = solutionProviderOf(caller, event);
    const requestId = requestIdOf(event);
    const submission = readSubmission(event, deps.operationOf);
    const { operation, rows } = submission;
    // Bulk writes lend nobody a scope.
    requireScope(caller, operation.scope);
    const isDryRun = isValidateOnly(event);
    const key = idempotencyKeyOf(event) ?? (isDryRun ? 'dry-run' : undefined);
    if (key === undefined) throw new Problem('idempotency-key-required');
    const known = isDryRun ? undefined : await submittedBefore(deps, solutionProvider, key, submission);
    if (known) return accepted(known, requestId);
    const submitter: Submitter = {
      id: bulkWriteId(solutionProvider, key),
      clientId: caller.clientId,
      solutionProvider,
      headers: carriedHeaders(event),
    };
    const calls = packRows(rows, operation.packs);
    const hasTime = (): boolean => context.getRemainingTimeInMillis() > reserveMs;
    const problems = await checkRows(deps.invoke, operation, submitter, calls, hasTime);
    if (isDryRun) return checked(submission, calls.length, problems, requestId);
    if (problems.length > 0) throw refusalOf(problems);
    return accepted(await submit(deps, submitter, submission, calls), requestId);
  });

const accepted = (bulkWrite: BulkWrite, requestId: string): GatewayResponse => {
  const response = jsonResponse(202, JSON.stringify(bulkView(bulkWrite)), requestId);
  return { ...response, headers: { ...response.headers, location: `/v1/bulk-writes/${bulkWrite.id}` } };
};

const checked = (
  { operation, rows }: Submission,
  calls: number,
  problems: readonly RowProblem[],
  requestId: string,
): GatewayResponse => {
  const answer = { valid: problems.length === 0, operation: operation.id, rows: rows.length, calls, problems };
  return jsonResponse(200, JSON.stringify(answer), requestId);
};

const refusalOf = (problems: readonly RowProblem[]): Problem =>
  new Problem('invalid-request', {
    detail: `Of the rows, ${problems.length} are not valid. Nothing was stored or sent.`,
    errors: problems.flatMap(({ errors }) => errors).slice(0, mostErrors),
  });

export const handler = createCreateBulkWrite({
  ...bulkRecords(),
  ...callDependencies(),
  fingerprints: fingerprints(),
  start: startBulkWriter(),
});
