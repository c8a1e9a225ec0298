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

export const callOf = (request: IncomingMessage, { query, stage, mount, path, match }: Address): Call => {
  const { headers, multiValueHeaders } = headersOf(request.rawHeaders);
  const requestId = randomUUID();
  const sourceIp = request.socket.remoteAddress ?? '127.0.0.1';
  const traceId = `Root=1-${requestId.slice(0, 8)}-${requestId.slice(12).replaceAll('-', '')}`;
  headers['X-Amzn-Trace-Id'] = traceId;
  headers['X-Forwarded-For'] = sourceIp;
  multiValueHeaders['X-Amzn-Trace-Id'] = [traceId];
  multiValueHeaders['X-Forwarded-For'] = [sourceIp];
  return {
    requestId,
    stage,
    mount,
    method: request.method ?? 'GET',
    path,
    match,
    headers,
    multiValueHeaders,
    query: query === '' ? undefined : new URLSearchParams(query),
    sourceIp,
  };
};

/** Names keep the caller's capitals; a name given twice, in whatever capitals, is one header with two values. */
const headersOf = (raw: readonly string[]): Pick<Call, 'headers' | 'multiValueHeaders'> => {
  const headers: Record<string, string> = {};
  const multiValueHeaders: Record<string, string[]> = {};
  const names = new Map<string, string>();
  for (let index = 0; index < raw.length; index += 2) {
    const given = raw[index] ?? '';
    const value = raw[index + 1] ?? '';
    const lowerCase = given.toLowerCase();
    const known = names.get(lowerCase);
    put(headers, known ?? given, value);
    if (known !== undefined) multiValueHeaders[known]?.push(value);
    else {
      names.set(lowerCase, given);
      put(multiValueHeaders, given, [value]);
    }
  }
  return { headers, multiValueHeaders };
};

/** Has a member of any name: an assignment to `__proto__` would make none. */
const put = <T>(record: Record<string, T>, name: string, value: T): void => {
  if (name === '__proto__') Object.defineProperty(record, name, { value, ...plain });
  else record[name] = value;
};

const plain = { configurable: true, enumerable: true, writable: true };

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
