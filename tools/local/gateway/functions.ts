import type { APIGatewayAuthorizerResult, APIGatewayRequestAuthorizerEvent, Context } from 'aws-lambda';
import * as z from 'zod';
import type { GatewayEvent } from '#api/gateway-event';
import type { FunctionModule, ServedRoute } from './served-routes';

/** Without the callbacks of old, which newer runtimes do not have. */
type LambdaContext = Omit<Context, 'done' | 'fail' | 'succeed'>;

type RouteFunction = (event: GatewayEvent, context: LambdaContext) => Promise<unknown>;
type WorkerFunction = (event: unknown, context: LambdaContext) => Promise<void>;
type AuthorizerFunction = (event: APIGatewayRequestAuthorizerEvent) => Promise<APIGatewayAuthorizerResult>;

/** The deployment's Lambda functions, in this process. Each is loaded when it is called for the first time. */
export interface Functions {
  authorizer(): Promise<AuthorizerFunction>;
  of(served: ServedRoute): Promise<RouteFunction>;
  /** What makes writes that AT&T may answer late. @throws for a route that has no such writes */
  workerOf(served: ServedRoute): Promise<WorkerFunction>;
}

export const createFunctions = (): Functions => {
  let authorizer: Promise<AuthorizerFunction> | undefined;
  const loaded = new Map<ServedRoute['load'], Promise<FunctionModule>>();
  const moduleOf = ({ load }: ServedRoute): Promise<FunctionModule> => {
    const known = loaded.get(load) ?? load();
    loaded.set(load, known);
    return known;
  };
  return {
    authorizer: () => (authorizer ??= import('#entry/authorizer').then(({ handler }) => handler)),
    of: async (served) => routeFunction.parse((await moduleOf(served)).handler),
    workerOf: async (served) => workerFunction.parse((await moduleOf(served)).worker),
  };
};

const isFunction = (value: unknown): boolean => typeof value === 'function';
const routeFunction = z.custom<RouteFunction>(isFunction, 'the module exports no handler');
const workerFunction = z.custom<WorkerFunction>(isFunction, 'the module exports no worker');

/** What Lambda tells a function of the call it is in. */
export const lambdaContext = (functionName: string, requestId: string, timeoutMs: number): LambdaContext => {
  const endsAt = Date.now() + timeoutMs;
  return {
    callbackWaitsForEmptyEventLoop: false,
    functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: `arn:aws:lambda:local:000000000000:function:${functionName}`,
    memoryLimitInMB: '512',
    awsRequestId: requestId,
    logGroupName: `/aws/lambda/${functionName}`,
    logStreamName: 'local',
    getRemainingTimeInMillis: () => Math.max(0, endsAt - Date.now()),
  };
};
