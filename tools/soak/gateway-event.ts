import { scopes, type Route } from '#domain/define-operation';
import { authorizerContextOf } from '#api/caller';
import type { GatewayEvent } from '#api/gateway-event';
import type { Command } from './command';

type Call = Extract<Command, { kind: 'call' }>;

let calls = 0;

/** The call as API Gateway hands it over, from a client that may do everything for its one Solution Provider. */
export const gatewayEvent = (
  { solutionProvider, path, query, body, headers }: Call,
  route: Pick<Route, 'method' | 'path'>,
): GatewayEvent => {
  calls += 1;
  const caller = { clientId: 'soak-client', solutionProviders: [solutionProvider], scopes };
  const event = {
    httpMethod: route.method,
    resource: route.path,
    headers,
    pathParameters: path ? encoded(path) : null,
    queryStringParameters: query ?? null,
    body: body === undefined ? null : JSON.stringify(body),
    isBase64Encoded: false,
    requestContext: { requestId: `call-${process.pid}-${calls}`, authorizer: authorizerContextOf(caller) },
  };
  // The rest of the event is of no interest to any function.
  return event as unknown as GatewayEvent;
};

const encoded = (path: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(path).map(([name, value]) => [name, encodeURIComponent(value)]));
