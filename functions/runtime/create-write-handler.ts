import type { Operation } from '#operations/define-operation';
import { answerFromRecord, claimOf } from '#requests/idempotency';
import { carryOut } from '#requests/carry-out';
import { previewOf } from '#requests/preview';
import { isValidateOnly } from '#requests/validate-only';
import { openCall } from '#runtime/call';
import { wrapped, type OperationHandler } from '#runtime/create-handler';
import type { WriteDependencies } from '#runtime/write-dependencies';

/**
 * The Lambda handler of an operation that changes something at AT&T, which offers no idempotency of its own. The request
 * is claimed before AT&T is asked and settled after, so that a call can be repeated and a process can die at any line and
 * AT&T still sees it at most once.
 */
export const createWriteHandler = (operation: Operation, deps: WriteDependencies): OperationHandler =>
  wrapped(operation, deps, async (event, context) => {
    const call = openCall(operation, deps.settings, event, context);
    if (isValidateOnly(event)) return previewOf(call);
    const claim = claimOf(call, event);
    const { granted, record } = await deps.requests.claim(claim);
    return granted ? carryOut(deps, call, record) : answerFromRecord(record, claim, call.requestId);
  });
