import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import type { Operation, Route } from '#domain/define-operation';
import { openCall, type Call } from '#api/open-call';
import type { AroundCalls, ReadDependencies } from '#api/call-dependencies';
import { readByPages } from '#api/cross-origin';
import type { Observability } from '#platform/observability';
import { requireSingleHeaders, type GatewayEvent, type GatewayResponse } from '#api/gateway-event';
import { headerElements } from '#api/header-list';
import { limitClients } from '#api/limit-clients';
import { observe, problemsToResponses } from '#api/middleware';
import { errorFacts } from '#platform/log';
import type { ReadAnswer } from '#read-cache/read-cache';
import { mountOf } from '#api/mount';
import { jsonResponse, withLinkHeaders } from '#api/response';
import { successOf } from '#api/upstream-outcome';
import type { ReadEffects } from '#requests/write-effects';

export type OperationHandler = (event: GatewayEvent, context: Context) => Promise<GatewayResponse>;

/**
 * What every handler has around it that clients call: one log line, metrics, which pages may read the answer, the limits of the
 * client, a problem document for whatever goes wrong, and headers whose links are below the address that was called.
 */
export const wrapped = (
  route: Pick<Route, 'id'>,
  deps: AroundCalls,
  handle: (event: GatewayEvent, context: Context) => Promise<GatewayResponse>,
): OperationHandler => {
  const handler = middy<GatewayEvent, GatewayResponse>({ timeoutEarlyInMillis: 0 })
    .use(observe(route, deps))
    .use(readByPages(deps))
    .use(limitClients())
    .use(problemsToResponses(deps))
    .handler(async (event, context) => {
      requireSingleHeaders(event);
      return withLinkHeaders(await handle(event, context), () => mountOf(event));
    });
  return async (event, context) => {
    const response = await handler(event, context);
    return event.httpMethod === 'HEAD' ? { ...response, body: '' } : response;
  };
};

/** The Lambda handler of an operation that only reads; its body is the path every call takes. */
export const createHandler = (operation: Operation, deps: ReadDependencies, effects?: ReadEffects): OperationHandler =>
  wrapped(operation, deps, async (event, context) => {
    const call = openCall(operation, deps, event, context);
    const ask = async (): Promise<ReadAnswer> => {
      const end = effects?.lookAhead(call);
      try {
        const answer = successOf(await deps.att.call(call), deps.wireNow());
        if (effects) await observed(deps, call, () => effects.recordObservation(call, answer.body));
        return answer;
      } finally {
        await end?.();
      }
    };
    const { status, text, body, ageSeconds } = deps.readCache
      ? await deps.readCache.through(call, ask, isFreshWanted(event))
      : await ask();
    return jsonResponse(status, text, call.callId, {
      ...(operation.guidance && { 'x-answer-guidance': JSON.stringify(operation.guidance(body)) }),
      ...(ageSeconds !== undefined && { age: String(ageSeconds) }),
    });
  });

/** AT&T has answered, so the caller gets the answer even if what it tells cannot be recorded; the next read tells it again. */
const observed = async ({ log }: Pick<Observability, 'log'>, call: Call, work: () => Promise<void>): Promise<void> => {
  try {
    await work();
  } catch (error) {
    log.error('answer-not-recorded', { operation: call.operation.id, callId: call.callId, ...errorFacts(error) });
  }
};

/** How old an answer may be is not weighed: whoever says anything of it gets one that is new. */
const isFreshWanted = (event: GatewayEvent): boolean =>
  headerElements(event, 'cache-control').some(({ name }) => ['no-cache', 'no-store', 'max-age'].includes(name));
