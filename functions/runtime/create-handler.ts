import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import type { Operation } from '#operations/define-operation';
import type { BoundBinding } from '#att/upstream-request';
import { callerOf, requireScope, solutionProviderOf } from '#runtime/caller';
import type { Dependencies } from '#runtime/dependencies';
import { requestIdOf, type GatewayEvent, type GatewayResponse } from '#runtime/gateway-event';
import { observe, problemsToResponses } from '#runtime/middleware';
import { parseRequest } from '#runtime/parse-request';
import { Problem } from '#runtime/problems';
import { jsonResponse } from '#runtime/response';
import { traceHeadersOf } from '#runtime/trace';
import { successOf } from '#runtime/upstream-outcome';
import type { Settings } from '#runtime/settings';

/** API Gateway gives up after 29 s; the caller shall have our answer, not its. */
const budgetMs = 25_000;
const reserveMs = 1_500;

export type OperationHandler = (event: GatewayEvent, context: Context) => Promise<GatewayResponse>;

/** The Lambda handler of one AT&T operation; its body is the path every call takes. */
export const createHandler = (operation: Operation, deps: Dependencies): OperationHandler =>
  middy<GatewayEvent, GatewayResponse>({ timeoutEarlyInMillis: 0 })
    .use(observe(operation, deps))
    .use(problemsToResponses(deps))
    .handler(async (event: GatewayEvent, context: Context): Promise<GatewayResponse> => {
      const caller = callerOf(event);
      requireScope(caller, operation.scope);
      const solutionProvider = solutionProviderOf(caller, event);
      const request = parseRequest(operation, event);
      const binding = boundBinding(operation, deps.settings);
      const trace = traceHeadersOf(event, deps.settings);
      const deadline = Date.now() + Math.min(budgetMs, context.getRemainingTimeInMillis() - reserveMs);
      const requestId = requestIdOf(event);
      const result = await deps.att.call({ operation, binding, request, solutionProvider, trace, requestId, deadline });
      const { status, text } = successOf(result);
      return jsonResponse(status, text, requestId);
    });

/** @throws Problem `operation-not-bound` */
const boundBinding = (operation: Operation, { bindings, environment, tenant }: Settings): BoundBinding => {
  const binding = bindings[operation.id];
  if (binding?.baseUrl === undefined) {
    throw new Problem('operation-not-bound', {
      detail: `AT&T’s ${environment} address of this operation is not public. State it as \`bindings['${operation.id}']\` in the tenant file of ${tenant} and deploy again.`,
    });
  }
  return { ...binding, baseUrl: binding.baseUrl };
};
