import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { APIGatewayEventIdentity, APIGatewayRequestAuthorizerEvent } from 'aws-lambda';
import type { GatewayEvent } from '#api/gateway-event';
import type { Match } from './router';

const accountId = '000000000000';
const apiId = 'local';

/** One call as far as it is known before its body is read. */
export interface Call {
  requestId: string;
  stage: string;
  /** What stands before the path in the address. */
  mount: string;
  method: string;
  path: string;
  match: Match;
  headers: Record<string, string>;
  multiValueHeaders: Record<string, string[]>;
  query: URLSearchParams | undefined;
  sourceIp: string;
}

/** Where a call goes. */
type Address = Pick<Call, 'stage' | 'mount' | 'path' | 'match'> & { query: string };

export const callOf = (request: IncomingMessage, { query, ...address }: Address): Call => {
  const multiValueHeaders = headersOf(request.rawHeaders);
  const requestId = randomUUID();
  const sourceIp = request.socket.remoteAddress ?? '127.0.0.1';
  multiValueHeaders['X-Amzn-Trace-Id'] = [`Root=1-${requestId.slice(0, 8)}-${requestId.slice(12).replaceAll('-', '')}`];
  multiValueHeaders['X-Forwarded-For'] = [sourceIp];
  return {
    requestId,
    method: request.method ?? 'GET',
    ...address,
    headers: lastValues(multiValueHeaders),
    multiValueHeaders,
    query: query === '' ? undefined : new URLSearchParams(query),
    sourceIp,
  };
};

/** Names keep the caller's capitals; a name given twice, in whatever capitals, is one header with two values. */
const headersOf = (raw: readonly string[]): Record<string, string[]> => {
  const headers = new Map<string, [name: string, values: string[]]>();
  for (let index = 0; index < raw.length; index += 2) {
    const name = raw[index] ?? '';
    const value = raw[index + 1] ?? '';
    const lowerCase = name.toLowerCase();
    const known = headers.get(lowerCase);
    if (known) known[1].push(value);
    else headers.set(lowerCase, [name, [value]]);
  }
  return Object.fromEntries(headers.values());
};

const lastValues = (many: Record<string, string[]>): Record<string, string> =>
  Object.fromEntries(Object.entries(many).map(([name, values]) => [name, values.at(-1) ?? '']));

const noneAsNull = <T>(record: Record<string, T>): Record<string, T> | null =>
  Object.keys(record).length === 0 ? null : record;

const queryOf = (query: URLSearchParams): Record<string, string[]> =>
  Object.fromEntries([...new Set(query.keys())].map((name) => [name, query.getAll(name)]));

/** The parts that an operation's event and the authorizer's have in common. */
const eventOf = (call: Call) => {
  const query = call.query ? noneAsNull(queryOf(call.query)) : null;
  return {
    resource: call.match.resource.path,
    path: call.path,
    httpMethod: call.method,
    headers: call.headers,
    multiValueHeaders: call.multiValueHeaders,
    queryStringParameters: query && lastValues(query),
    multiValueQueryStringParameters: query,
    // A REST API hands them over as they stand in the address, percent-encoded.
    pathParameters: noneAsNull(call.match.parameters),
    stageVariables: null,
  };
};

const unknownIdentity: APIGatewayEventIdentity = {
  accessKey: null,
  accountId: null,
  apiKey: null,
  apiKeyId: null,
  caller: null,
  clientCert: null,
  cognitoAuthenticationProvider: null,
  cognitoAuthenticationType: null,
  cognitoIdentityId: null,
  cognitoIdentityPoolId: null,
  principalOrgId: null,
  sourceIp: '127.0.0.1',
  user: null,
  userAgent: null,
  userArn: null,
};

const contextOf = (call: Call) => ({
  accountId,
  apiId,
  stage: call.stage,
  httpMethod: call.method,
  path: call.mount + call.path,
  protocol: 'HTTP/1.1',
  identity: { ...unknownIdentity, sourceIp: call.sourceIp, userAgent: call.headers['User-Agent'] ?? null },
  requestId: call.requestId,
  requestTimeEpoch: Date.now(),
  resourceId: 'local',
  resourcePath: call.match.resource.path,
});

export const methodArnOf = (call: Call, region: string): string =>
  `arn:aws:execute-api:${region}:${accountId}:${apiId}/${call.stage}/${call.method}${call.path}`;

export const authorizerEventOf = (call: Call, region: string): APIGatewayRequestAuthorizerEvent => ({
  ...eventOf(call),
  type: 'REQUEST',
  methodArn: methodArnOf(call, region),
  requestContext: { ...contextOf(call), authorizer: undefined },
});

/** What an operation's event says of its caller. */
export type AuthorizerContext = GatewayEvent['requestContext']['authorizer'];

export const proxyEventOf = (call: Call, authorizer: AuthorizerContext, body: string): GatewayEvent => ({
  ...eventOf(call),
  body: body === '' ? null : body,
  isBase64Encoded: false,
  requestContext: { ...contextOf(call), authorizer },
});
