import type { APIGatewayAuthorizerResult, APIGatewayRequestAuthorizerEvent, Context } from 'aws-lambda';
import * as z from 'zod';
import type { GatewayEvent } from '#api/gateway-event';
import type { ServedRoute } from './served-routes';

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
  const loaded = new Map<ServedRoute['load'], Promise<Loaded>>();
  const moduleOf = ({ load }: ServedRoute): Promise<Loaded> => {
    const known = loaded.get(load) ?? load().then((module) => functionModule.parse(module));
    loaded.set(load, known);
    return known;
  };
  return {
    authorizer: () => (authorizer ??= import('#entry/authorizer').then(({ handler }) => handler)),
    of: async (served) => (await moduleOf(served)).handler,
    workerOf: async (served) => {
      const { worker } = await moduleOf(served);
      if (worker === undefined) throw new TypeError(`${served.route.id} has no worker.`);
      return worker;
    },
  };
};

const isFunction = (value: unknown): boolean => typeof value === 'function';
const functionModule = z.object({
  handler: z.custom<RouteFunction>(isFunction, 'the module exports no handler'),
  worker: z.custom<WorkerFunction>(isFunction, 'the module exports no worker').optional(),
});
type Loaded = z.infer<typeof functionModule>;

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
