import type { Context } from 'aws-lambda';
import { budgetMs } from '#att/time-limits';
import type { UpstreamCall } from '#att/upstream-call';
import { isBound, type BoundBinding } from '#att/upstream-request';
import type { Operation } from '#domain/define-operation';
import { auditOf } from '#api/audit';
import { callerOf, requireScope, requireUnrestricted, solutionProviderOf } from '#api/caller';
import { expectedVersionsOf } from '#api/conditional-request';
import { courseOf } from '#api/course';
import { callIdOf, type GatewayEvent } from '#api/gateway-event';
import { parseRequest } from '#api/parse-request';
import { requireDistinctMembers } from '#api/require-distinct-members';
import { requireOwner } from '#api/require-owner';
import { Problem } from '#domain/problems/problems';
import type { CallContext } from '#requests/call-context';
import type { Settings } from '#platform/settings';
import type { ReadDependencies } from '#api/call-dependencies';
import { labelsOf } from '#api/labels';
import { traceHeadersOf } from '#api/trace';

const reserveMs = 1_500;

/** A call that may be made: who asks for whom, what, where AT&T takes it, and until when there has to be an answer. */
export type Call = UpstreamCall & CallContext;

/** Checks everything about a call that can be checked without leaving the process. @throws Problem for what is wrong with it */
export const openCall = (
  operation: Operation,
  { settings, wireNow }: Pick<ReadDependencies, 'settings' | 'wireNow'>,
  event: GatewayEvent,
  context: Context,
): Call => {
  const caller = callerOf(event);
  requireScope(caller, operation.scope);
  const solutionProvider = solutionProviderOf(event);
  requireUnrestricted(caller, solutionProvider, !isRead(operation));
  const request = parseRequest(operation, event);
  requireDistinctMembers(request);
  requireOwner(request, solutionProvider, settings);
  return {
    operation,
    clientId: caller.clientId,
    solutionProvider,
    request,
    binding: boundBinding(operation, settings),
    trace: traceHeadersOf(event, settings),
    callId: callIdOf(event),
    upstream: courseOf(event).upstream,
    labels: labelsOf(event),
    expectedVersions: isRead(operation) ? undefined : expectedVersionsOf(event, isVersioned(operation)),
    audit: auditOf(operation, settings, event),
    deadline: wireNow() + Math.min(budgetMs, context.getRemainingTimeInMillis() - reserveMs),
  };
};

const isRead = ({ idempotency }: Operation): boolean => idempotency === 'safe';

/** Whether the call changes something tracked, which has an `ETag`. */
export const isVersioned = ({ order, longRunning }: Operation): boolean =>
  (order?.step !== undefined && order.newQuoteIdAt === undefined) ||
  (longRunning?.step !== undefined && longRunning.step !== 'open');

/** @throws Problem `operation-not-bound` */
export const boundBinding = (operation: Operation, { bindings, environment, tenant }: Settings): BoundBinding => {
  const binding = bindings[operation.id];
  if (!isBound(binding)) {
    const missing = (binding?.missing ?? []).map((setting) => `\`${setting}\``).join(', ');
    throw new Problem('operation-not-bound', {
      detail: `What AT&T’s ${environment} contract says of this operation is not public. Fill in ${missing} of \`bindings['${operation.id}']\` in the tenant file of ${tenant}, from the contract AT&T gave you, and deploy again.`,
    });
  }
  return binding;
};
