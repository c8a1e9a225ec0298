import type { MiddlewareObj } from '@middy/core';
import type { Operation, Route } from '#domain/define-operation';
import { callerOf, solutionProviderOf } from '#api/caller';
import type { Observability } from '#platform/observability';
import { callSlowAfterMs, countInARow } from '#api/in-a-row';
import { callIdOf, type GatewayEvent, type GatewayResponse } from '#api/gateway-event';
import { mountOf } from '#api/mount';
import { upstreamMetrics } from '#att/upstream-facts';
import { courseOf } from '#api/course';
import { errorFacts } from '#platform/log';
import { ownFamily, type LineFacts } from '#platform/metrics';
import { Problem } from '#domain/problems/problems';
import { problemResponse, recordHeader } from '#api/response';

type Middleware = MiddlewareObj<GatewayEvent, GatewayResponse>;

/** Turns whatever was thrown into a problem document. */
export const problemsToResponses = ({ log }: Pick<Observability, 'log'>): Middleware => ({
  onError: (request) => {
    const callId = callIdOf(request.event);
    if (!(request.error instanceof Problem)) log.error('operation-failed', { callId, ...errorFacts(request.error) });
    request.response = problemResponse(request.error, callId, mountOf(request.event));
  },
});

/** One line per call that is its log and its metrics, whatever became of it. */
export const observe = (
  route: Pick<Route, 'id'> & Partial<Pick<Operation, 'family' | 'idempotency'>>,
  { metrics }: Pick<Observability, 'metrics'>,
): Middleware => {
  const { id: operation, family = ownFamily } = route;
  const inARow = countInARow(callSlowAfterMs(route.idempotency), family !== ownFamily);
  const answered: Middleware['after'] = ({ event, response, error }) => {
    const { startedAtMs, upstream } = courseOf(event);
    const { clientId, solutionProvider } = whoOf(event);
    const status = response?.statusCode ?? 500;
    const durationMs = Math.round(performance.now() - startedAtMs);
    // What is undefined is not written.
    const facts: LineFacts = {
      callId: callIdOf(event),
      requestId: recordIn(response),
      clientId,
      status,
      problem: error instanceof Problem ? error.code : undefined,
      durationMs,
      upstream: upstream.length > 0 ? upstream : undefined,
    };
    const failed = failureMetrics(status, error);
    const isFailure = failed.OperationFailures !== undefined;
    const repeated = inARow({ solutionProvider, status, isFailure, durationMs, upstream });
    metrics.emit(
      { operation, solutionProvider, family },
      { OperationCalls: 1, ...failed, ...repeated, ...upstreamMetrics(upstream) },
      { message: 'operation-answered', facts },
    );
  };
  return {
    before: ({ event }) => {
      courseOf(event);
    },
    after: answered,
    onError: answered,
  };
};

const recordIn = (response: GatewayResponse | null | undefined): string | undefined => {
  const address = response?.headers?.[recordHeader];
  return typeof address === 'string' ? address.slice(address.lastIndexOf('/') + 1) : undefined;
};

export const failureMetrics = (
  status: number,
  error: unknown,
): { OperationFailures?: 1; CredentialFailures?: 1; ClientLimitRefusals?: 1; ScopeRefusals?: 1 } => {
  const code = error instanceof Problem ? error.code : undefined;
  if (status < 500 && code === undefined) return {};
  const isCredential = code === 'credentials-unavailable' || code === 'upstream-credentials-refused';
  return {
    ...(status >= 500 && code !== 'operation-not-bound' ? { OperationFailures: 1 } : {}),
    ...(isCredential ? { CredentialFailures: 1 } : {}),
    ...(code === 'client-limit-reached' ? { ClientLimitRefusals: 1 } : {}),
    ...(code === 'scope-not-granted' || code === 'solution-provider-not-granted' ? { ScopeRefusals: 1 } : {}),
  };
};

/** Who called for whom, as far as the call itself is sound. */
const whoOf = (event: GatewayEvent): { clientId?: string; solutionProvider?: string } => {
  try {
    const { clientId } = callerOf(event);
    try {
      return { clientId, solutionProvider: solutionProviderOf(event) };
    } catch {
      return { clientId };
    }
  } catch {
    return {};
  }
};
