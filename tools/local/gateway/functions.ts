import type { APIGatewayAuthorizerResult, APIGatewayRequestAuthorizerEvent, Context } from 'aws-lambda';
import * as z from 'zod';
import type { GatewayEvent } from '#api/gateway-event';
import type { ServedRoute } from './served-routes';

/** Without the callbacks of old, which newer runtimes do not have. */
type LambdaContext = Omit<Context, 'done' | 'fail' | 'succeed'>;

type RouteFunction = (event: GatewayEvent, context: LambdaContext) => Promise<unknown>;
type AuthorizerFunction = (event: APIGatewayRequestAuthorizerEvent) => Promise<APIGatewayAuthorizerResult>;

/** The deployment's Lambda functions, in this process. Each is loaded when it is called for the first time. */
export interface Functions {
  authorizer(): Promise<AuthorizerFunction>;
  of(served: ServedRoute): Promise<RouteFunction>;
}

export const createFunctions = (): Functions => {
  let authorizer: Promise<AuthorizerFunction> | undefined;
  const loaded = new Map<ServedRoute['load'], Promise<RouteFunction>>();
  return {
    authorizer: () => (authorizer ??= handlerOf(import('#entry/authorizer'))),
    of: ({ load }) => {
      const known = loaded.get(load);
      if (known) return known;
      const loading = handlerOf<RouteFunction>(load());
      loaded.set(load, loading);
      return loading;
    },
  };
};

const handlerOf = async <F>(loading: Promise<{ handler: unknown }>): Promise<F> => {
  const aHandler = z.custom<F>((value) => typeof value === 'function', 'the module exports no handler');
  return z.object({ handler: aHandler }).parse(await loading).handler;
};

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
