import type { Caller } from '#api/caller';
import { authorizerContextOf } from '#api/caller';

interface RequestParts {
  method: string;
  path: string;
  body?: unknown;
  query?: Record<string, string>;
  pathParameters?: Record<string, string>;
  headers?: Record<string, string>;
}

const caller: Caller = {
  clientId: 'bench',
  solutionProviders: ['10067'],
  scopes: ['ordering:read', 'ordering:write', 'mobility:read', 'mobility:write'],
};

const identity = {
  cognitoIdentityPoolId: null,
  accountId: null,
  cognitoIdentityId: null,
  caller: null,
  sourceIp: '192.0.2.10',
  principalOrgId: null,
  accessKey: null,
  cognitoAuthenticationType: null,
  cognitoAuthenticationProvider: null,
  userArn: null,
  userAgent: 'partner/1.0',
  user: null,
};

const usualHeaders = {
  Accept: 'application/json',
  'Accept-Encoding': 'gzip, deflate, br',
  'Content-Type': 'application/json',
  Host: 'api.example.com',
  'User-Agent': 'partner/1.0',
  'X-Amzn-Trace-Id': 'Root=1-6913a1b2-0123456789abcdef01234567',
  'X-Forwarded-For': '192.0.2.10',
  'X-Forwarded-Port': '443',
  'X-Forwarded-Proto': 'https',
};

/** A call as API Gateway’s REST API hands it to a function, whole, as JSON. `{serial}` stands for a number of its own. */
export const proxyEvent = ({ method, path, body, query, pathParameters, headers: own }: RequestParts): string => {
  const headers: Record<string, string> = { ...usualHeaders, ...own };
  const multiple = (values: Record<string, string>) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, [value]]));
  return JSON.stringify({
    resource: path,
    path,
    httpMethod: method,
    headers,
    multiValueHeaders: multiple(headers),
    queryStringParameters: query ?? null,
    multiValueQueryStringParameters: query ? multiple(query) : null,
    pathParameters: pathParameters ?? null,
    stageVariables: null,
    requestContext: {
      resourceId: 'abc123',
      resourcePath: path,
      httpMethod: method,
      extendedRequestId: 'JKJaXmPLvHcESHA=',
      requestTime: '10/Nov/2026:06:20:48 +0000',
      path: `/v1${path}`,
      accountId: '000000000000',
      protocol: 'HTTP/1.1',
      stage: 'v1',
      domainPrefix: 'api',
      requestTimeEpoch: 1_794_291_648_000,
      requestId: '11111111-2222-4333-8444-{serial}55555',
      domainName: 'api.example.com',
      apiId: 'abc123',
      identity,
      authorizer: { ...authorizerContextOf(caller), principalId: 'bench', integrationLatency: 0 },
    },
    body: body === undefined ? null : JSON.stringify(body),
    isBase64Encoded: false,
  });
};
