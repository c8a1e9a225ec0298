import { examplesOf, operationById, type OperationId } from '#operations/registry';
import { toEnvironment, type Environment } from '#platform/environment';
import { secretName } from '#att/secret';
import { dataKeySecretName } from '#platform/data-keys/data-keys';
import { resolveBindings } from '../lib/config/resolve-bindings';
import { proxyEvent } from './event';
import type { StubSettings } from './stub/main';
import { isStated, statedExamples, statements } from './stated';
import { orderItems } from './stub/order-items';
import { seenItems } from './stub/seen-items';
import { tableName } from './stub/table';
import { tokensPath } from './stub/tokens';
import type { BenchToken } from './token';

/** Handlers that are compared. */
export const contenders = {
  bare: 'bare `node:https` handler',
  'bare-log': 'bare + one log line',
  'bare-item': 'bare + an item read meanwhile by the least there is',
  express: 'Express 5 + serverless-http',
  hono: 'Hono + aws-lambda adapter',
  'middy-read': 'middy + Powertools + SDK',
  'alliance-look-up-end-customer': 'this gateway: untracked read (Alliance look-up)',
  'get-line-details': 'this gateway: tracked read (line details)',
  'get-port-in': 'this gateway: tracked read (port-in status)',
  'middy-write': 'middy + Powertools + SDK, idempotent and tracked (Alliance order)',
  'alliance-create-order': 'this gateway: tracked write (Alliance order)',
  'request-port-in': 'this gateway: tracked write (port-in)',
  'change-features': 'this gateway: write (features of a line)',
  'list-port-ins': 'this gateway: untracked read (port-ins)',
  'stated/list-port-ins': 'this gateway: the same as a tenant states it',
  'stated/request-port-in': 'this gateway: port-in as a tenant states it',
  'authorizer-sdk': 'authorizer as it was: jose + SDK',
  authorizer: 'this gateway: authorizer',
} as const;
export type Contender = keyof typeof contenders;

export const allContenders = Object.keys(contenders) as Contender[]; // The keys of a constant.
export const trackedReads = ['get-line-details', 'get-port-in'] as const satisfies readonly Contender[];
export const trackedWrites = [
  'alliance-create-order',
  'request-port-in',
  'change-features',
] as const satisfies readonly Contender[];

const solutionProvider = '10067';
const credentials = { clientId: 'bench-client-id', clientSecret: 'bench-client-secret' };
const secretPrefix = 'att-partner-gateway/bench';
const peerSecret = 'bench';
const dataKey = JSON.stringify({ keyId: '1', key: 'made up for the bench '.padEnd(64, '-') });

const secrets: Record<string, string> = {
  [peerSecret]: JSON.stringify({ current: credentials }),
  ...Object.fromEntries(
    ['ordering-alliance', 'mobility'].map((family) => [
      secretName(secretPrefix, solutionProvider, family),
      JSON.stringify({ current: credentials }),
    ]),
  ),
  [dataKeySecretName(secretPrefix, 'fingerprints')]: dataKey,
  [dataKeySecretName(secretPrefix, 'answers')]: dataKey,
};

/** What a contender is sent and answered is the published example of an operation. */
const operationOf = (contender: Contender): OperationId => {
  if (contender === 'middy-write') return 'alliance-create-order';
  const ids: readonly string[] = Object.keys(examplesOf);
  const id = contender.replace(/^stated\//, '');
  return ids.includes(id) ? (id as OperationId) : 'alliance-look-up-end-customer'; // just looked up
};

/** Ids of the examples that are of their own for each call. `{serial}` is seven digits that begin with 20. */
const ofEachCall: readonly [printed: string, written: string][] = [
  ['0Q0Kf000000xjXgKAI', '0Q0Kf0000{serial}KAI'],
  ['801Kf000004FnicIAC', '801Kf0000{serial}IAC'],
  ['801Kf000004FnihIAC', '801Kf0001{serial}IAC'],
  ['2125550120', '212{serial}'],
  ['PORT-0000000020', 'PORT-000{serial}'],
  ['2125550116', '212{serial}'],
];

const withSerials = (text: string): string =>
  ofEachCall.reduce((written, [printed, own]) => written.replaceAll(printed, own), text);

/** Examples of an operation in the words of whoever is asked. */
const exampleOf = (contender: Contender): { body: unknown; answer: { status: number; body: unknown } } => {
  if (isStated(contender)) return statedExamples[contender];
  const { request, answer } = examplesOf[operationOf(contender)][0];
  return { body: request.body, answer };
};

const isAuthorizer = (contender: Contender): boolean => contender.startsWith('authorizer');

const authorizerEvent = (token: BenchToken): string =>
  JSON.stringify({
    ...(JSON.parse(
      proxyEvent({
        method: 'GET',
        path: '/v1/tracking/orders',
        headers: { Authorization: `Bearer ${token.token}` },
      }),
    ) as object),
    type: 'REQUEST',
    methodArn: 'arn:aws:execute-api:us-east-1:000000000000:abc123/v1/GET/v1/tracking/orders',
  });

/** The event each call of a contender is made of. */
export const eventOf = (contender: Contender, token: BenchToken): string => {
  if (isAuthorizer(contender)) return authorizerEvent(token);
  const { method, path, idempotency } = operationById(operationOf(contender));
  const { query, path: pathParameters } = examplesOf[operationOf(contender)][0].request;
  const { body } = exampleOf(contender);
  return withSerials(
    proxyEvent({
      method,
      path: path.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(pathParameters?.[name])),
      body,
      ...(query && { query }),
      ...(pathParameters && { pathParameters }),
      ...(idempotency !== 'safe' && { headers: { 'Idempotency-Key': 'bench-{serial}' } }),
    }),
  );
};

/** What the gateway knows of what a tracked read is about, for each call; written with one serial, and then for all. */
const seenBy = async (read: (typeof trackedReads)[number]): Promise<object[]> => {
  const serial = '2000007';
  const { request, answer } = examplesOf[read][0];
  const {
    query = {},
    path = {},
    body,
  } = JSON.parse(withSerials(JSON.stringify({ ...request, body: answer.body })).replaceAll('{serial}', serial)) as {
    query?: Record<string, string>;
    path?: Record<string, string>;
    body: unknown;
  };
  const items = await seenItems(read, solutionProvider, { request: { query, path }, answer: body });
  return JSON.parse(JSON.stringify(items).replaceAll(serial, '{serial}')) as object[];
};

const itemsOf = async (contender: Contender, token: BenchToken): Promise<object[]> => {
  const read = trackedReads.find((one) => one === contender);
  if (read) return seenBy(read);
  if (contender === 'alliance-create-order') return orderItems(solutionProvider, withSerials('0Q0Kf000000xjXgKAI'));
  return isAuthorizer(contender) ? [token.grant] : [];
};

/** The world a contender works in. */
export const stubOf = async (
  contender: Contender,
  token: BenchToken,
  certificate: { key: string; cert: string },
): Promise<StubSettings> => {
  const { status, body } = exampleOf(contender).answer;
  return {
    ...certificate,
    answer: { status, body: withSerials(JSON.stringify(body)) },
    secrets,
    jwks: token.jwks,
    items: (await itemsOf(contender, token)).map((item) => JSON.stringify(item)),
  };
};

/** What the function of a contender is told. */
export const environmentOf = (contender: Contender, url: string, certificateFile: string): NodeJS.ProcessEnv => {
  const id = operationOf(contender);
  const settings: Partial<Environment> = {
    tenant: 'bench',
    environment: 'uat',
    secretPrefix,
    bindings: { [id]: bindingsOf(contender, url)[id] ?? missing(id) },
    tableName,
    sessionRoleArn: 'arn:aws:iam::000000000000:role/bench',
    sightingKeeperName: 'keeper',
    workflow: 'strict',
    tokenIssuer: 'https://issuer.example.com',
    solutionProviders: ['10067'],
    tokenKeysUrl: `${url}/jwks.json`,
    tokenAudience: 'bench',
    // As many as a client may have: of what is warmed up there is more.
    clientLimits: { perSecond: 400, perDay: 100_000_000 },
  };
  return {
    PATH: process.env['PATH'],
    NODE_EXTRA_CA_CERTS: certificateFile,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'bench',
    AWS_SECRET_ACCESS_KEY: 'bench',
    AWS_ENDPOINT_URL_SECRETS_MANAGER: url,
    AWS_ENDPOINT_URL_DYNAMODB: url,
    AWS_ENDPOINT_URL_STS: `${url}${tokensPath}`,
    // As Lambda says them. The call is not sampled, so a tracer sends nothing.
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_FUNCTION_NAME: 'bench',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '512',
    LAMBDA_TASK_ROOT: '/var/task',
    _X_AMZN_TRACE_ID: 'Root=1-6913a1b2-0123456789abcdef01234567;Parent=0123456789abcdef;Sampled=0',
    BENCH_UPSTREAM: `${url}/upstream`,
    BENCH_SECRET_ID: peerSecret,
    BENCH_CLIENT_ID: credentials.clientId,
    BENCH_CLIENT_SECRET: credentials.clientSecret,
    ...toEnvironment(settings),
  };
};

const bindingsOf = (contender: Contender, url: string) =>
  resolveBindings({ environment: 'uat', bindings: isStated(contender) ? statements : {} }, url);

const missing = (id: string): never => {
  throw new Error(`No binding of ${id}.`);
};
