import type { Route } from '#domain/define-operation';
import { authorizerContextOf, solutionProviderHeader, type Caller } from '#api/caller';
import type { GatewayEvent } from '#api/gateway-event';

/** A call that reaches its function without API Gateway. */
export interface InvokedCall {
  route: Pick<Route, 'method' | 'path'>;
  /** Vouched for by whoever may invoke the function. */
  caller: Caller;
  solutionProvider: string;
  /** What the call is known by, unless a header names it otherwise. */
  requestId: string;
  pathParameters?: Readonly<Record<string, string>>;
  query?: Readonly<Record<string, string>>;
  /** Besides the Solution Provider’s. */
  headers?: Readonly<Record<string, string>>;
  body?: string | undefined;
  /** What else stands in the authorizer’s place. */
  context?: Readonly<Record<string, string>>;
}

/** The call as API Gateway would hand it to the function, without a token. */
export const invokedEvent = ({ route, caller, solutionProvider, requestId, ...call }: InvokedCall): GatewayEvent => {
  // API Gateway hands path parameters over percent-encoded.
  const encoded = Object.fromEntries(
    Object.entries(call.pathParameters ?? {}).map(([name, value]) => [name, encodeURIComponent(value)]),
  );
  const event = {
    resource: route.path,
    path: route.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encoded[name] ?? ''),
    httpMethod: route.method,
    headers: { ...call.headers, [solutionProviderHeader]: solutionProvider },
    multiValueHeaders: {},
    queryStringParameters: call.query ?? {},
    multiValueQueryStringParameters: {},
    pathParameters: encoded,
    stageVariables: null,
    body: call.body ?? null,
    isBase64Encoded: false,
    requestContext: { requestId, authorizer: { ...authorizerContextOf(caller), ...call.context } },
  };
  // Of the context, functions read no more than that.
  return event as unknown as GatewayEvent;
};
