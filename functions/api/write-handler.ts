import type { Operation } from '#domain/define-operation';
import { addressOf, answerFromRecord, claimableKeyOf, claimOf } from '#api/idempotency';
import { Problem } from '#domain/problems/problems';
import type { RequestRecord } from '#requests/request-record';
import { executeWrite } from '#api/execute-write';
import { executeLate, handedOver } from '#api/execute-late';
import { isFormOnly } from '#api/caller';
import { goodForm, rehearseWrite } from '#api/rehearse-write';
import { inWords, undocumentedIn, withWarnings } from '#api/warnings';
import { isValidateOnly } from '#api/validate-only';
import { callIdsOf } from '#api/gateway-event';
import { mountOf } from '#api/mount';
import { openCall, type Call } from '#api/open-call';
import type { Claim } from '#requests/claim';
import { errorFacts } from '#platform/log';
import { wrapped, type OperationHandler } from '#api/read-handler';
import type { WriteDependencies } from '#api/call-dependencies';

/**
 * The Lambda handler of an operation that changes something at AT&T, which offers no idempotency of its own. The request
 * is claimed before AT&T is asked and settled after, so that a call can be repeated and a process can die at any line and
 * AT&T still sees it at most once.
 */
export const createWriteHandler = (operation: Operation, deps: WriteDependencies): OperationHandler =>
  wrapped(operation, deps, async (event, context) => {
    const call = openCall(operation, deps, event, context);
    const key = claimableKeyOf(call, event);
    const isRehearsal = isValidateOnly(event);
    if (isRehearsal && isFormOnly(event)) return goodForm(call);
    const own = await claimOf(call, key, callIdsOf(event), deps.fingerprints);
    if (isRehearsal) return rehearseWrite(deps, call, own, mountOf(event));
    const late = deps.lateAnswers;
    const claim = late ? await handedOver(deps, late, call, own) : own;
    const { granted, record } = await deps.requests.claim(claim);
    // A record says itself by which call it was claimed, and the stream has that lead to it. Of any other, this one does.
    if (!granted) await named(deps, call, claim);
    const response = await namingRecord(record, () =>
      granted
        ? late
          ? executeLate(deps, late, call, record, event)
          : executeWrite(deps, call, record)
        : answerFromRecord(record, claim, call.callId, deps.wireNow()),
    );
    return withWarnings(response, undocumentedIn(call).map(inWords));
  });

/** A repeat, or one that is refused, leads to the record as well. */
const named = async (deps: WriteDependencies, { callId, operation }: Call, claim: Claim): Promise<void> => {
  try {
    await deps.requests.nameCall(claim, claim.callIds);
  } catch (error) {
    deps.log.error('call-not-named', {
      ...{ operation: operation.id, callId, requestId: claim.requestId },
      ...errorFacts(error),
    });
  }
};

/** A refusal says as well where the record of what it refuses is. */
const namingRecord = async <T>(record: RequestRecord, answer: () => Promise<T>): Promise<T> => {
  try {
    return await answer();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const { code, details, cause } = error;
    throw new Problem(code, { ...details, request: addressOf(record) }, { cause });
  }
};
