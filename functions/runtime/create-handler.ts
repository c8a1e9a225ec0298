import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import type { Operation, Route } from '#operations/define-operation';
import { openCall, type Call } from '#runtime/call';
import type { Dependencies } from '#runtime/dependencies';
import type { GatewayEvent, GatewayResponse } from '#runtime/gateway-event';
import { observe, problemsToResponses } from '#runtime/middleware';
import { jsonResponse } from '#runtime/response';
import { successOf } from '#runtime/upstream-outcome';

export type OperationHandler = (event: GatewayEvent, context: Context) => Promise<GatewayResponse>;

/** What every operation’s handler has around it: one log line, metrics, and a problem document for whatever goes wrong. */
export const wrapped = (
  route: Pick<Route, 'id'>,
  deps: Pick<Dependencies, 'log' | 'metrics'>,
  handle: (event: GatewayEvent, context: Context) => Promise<GatewayResponse>,
): OperationHandler =>
  middy<GatewayEvent, GatewayResponse>({ timeoutEarlyInMillis: 0 })
    .use(observe(route, deps))
    .use(problemsToResponses(deps))
    .handler(handle);

/** Told of what AT&T answered to a read. */
export type AnswerObserver = (call: Call, answer: unknown) => Promise<void>;

/** The Lambda handler of an operation that only reads; its body is the path every call takes. */
export const createHandler = (operation: Operation, deps: Dependencies, learnFrom?: AnswerObserver): OperationHandler =>
  wrapped(operation, deps, async (event, context) => {
    const call = openCall(operation, deps.settings, event, context);
    const { status, text, body } = successOf(await deps.att.call(call));
    await learnFrom?.(call, body);
    return jsonResponse(status, text, call.requestId);
  });
