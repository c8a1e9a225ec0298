import { allowingHeader } from '#api/cross-origin';
import type { Method, Route } from '#domain/define-operation';
import type { CrossOriginSetting } from '../config/cross-origin';
import {
  gatewayResponses,
  lookedPast,
  methodNotAllowed,
  methodsAt,
  staticProblem,
  type GatewayResponseBody,
} from './gateway-responses';
import { checkPathNames } from './path-names';
import { preflight, templateOf, toPages, type StaticAnswer } from './static-answer';
import { unservedPaths } from './unserved-paths';

/** How API Gateway calls a function: under which address, and as which role. Both may be tokens. */
export interface Invocation {
  uri: string;
  credentials: string;
}

/** A route and the function that serves it. Several routes may have the same. */
export interface BodyRoute {
  route: Pick<Route, 'id' | 'method' | 'path'>;
  invocation: Invocation;
}

export interface ApiBodyProps {
  title: string;
  description: string;
  authorizer: Invocation & { answerLifetimeSeconds: number };
  routes: readonly BodyRoute[];
  /** Pages that browsers let call; absent where there are none. */
  crossOrigin?: CrossOriginSetting | undefined;
}

interface PathParameter {
  name: string;
  in: 'path';
  required: true;
  schema: { type: 'string' };
}

interface OperationBody {
  operationId?: string;
  parameters?: PathParameter[];
  security?: Record<string, never[]>[];
  responses: Record<string, { description: string; headers?: Record<string, { schema: { type: 'string' } }> }>;
  'x-amazon-apigateway-integration': FunctionIntegration | MockIntegration;
}

interface FunctionIntegration extends Invocation {
  type: 'aws_proxy';
  httpMethod: 'POST';
}

interface MockIntegration {
  type: 'mock';
  passthroughBehavior: 'never';
  requestTemplates: Record<string, string>;
  responses: {
    default: {
      statusCode: string;
      responseParameters: Record<string, string>;
      responseTemplates: Record<string, string>;
    };
  };
}

const anyMethod = 'x-amazon-apigateway-any-method';

type PathBody = Partial<Record<Lowercase<Method> | 'head' | 'options' | typeof anyMethod, OperationBody>>;

/** The part of OpenAPI 3.0 that API Gateway makes an API of, with its extensions. */
export interface ApiBody {
  openapi: '3.0.1';
  info: { title: string; description: string; version: string };
  paths: Record<string, PathBody>;
  components: { securitySchemes: Record<string, object> };
  'x-amazon-apigateway-gateway-responses': Record<string, GatewayResponseBody>;
}

/** Name of the authorizer and of its security scheme. */
const authorizerName = 'RequestAuthorizer';

/**
 * The whole API as one document API Gateway imports at once (ADR 0013): every route with its function, behind the
 * authorizer, and `HEAD` where it is read; 405 for what a path does not take; 404 for every other path; and what API Gateway answers by itself. Where
 * pages may call, `OPTIONS` for anyone, and who may read what no function answers. No schemas: the functions check requests. ASCII only, and the same
 * for the same routes in whatever order.
 * @throws when two paths give one place two names
 */
export const apiBody = ({ title, description, authorizer, routes, crossOrigin }: ApiBodyProps): ApiBody => {
  const paths = [...new Set(routes.map(({ route }) => route.path))].sort();
  checkPathNames(paths);
  return {
    openapi: '3.0.1',
    info: { title, description, version: '1' },
    paths: {
      ...Object.fromEntries(
        unservedPaths(paths).map((path) => [path, { [anyMethod]: unknownPath(path, crossOrigin) }]),
      ),
      ...Object.fromEntries(
        paths.map((path) => [
          path,
          pathBody(
            path,
            routes.filter(({ route }) => route.path === path),
            crossOrigin,
          ),
        ]),
      ),
    },
    components: { securitySchemes: { [authorizerName]: securityScheme(authorizer) } },
    'x-amazon-apigateway-gateway-responses': gatewayResponses(crossOrigin),
  };
};

const pathBody = (path: string, here: readonly BodyRoute[], crossOrigin: ApiBodyProps['crossOrigin']): PathBody => {
  const parameters = parametersOf(...variablesOf(path));
  const shared = { ...parameters, security: [{ [authorizerName]: [] }] };
  const served = here.toSorted((a, b) => (a.route.method < b.route.method ? -1 : 1));
  const methods = methodsAt(
    served.map(({ route }) => route.method),
    crossOrigin,
  );
  return {
    ...Object.fromEntries(
      served.flatMap(({ route, invocation }): [string, OperationBody][] => {
        const called: OperationBody = {
          ...shared,
          responses: { 200: { description: 'Of the function' } },
          'x-amazon-apigateway-integration': { type: 'aws_proxy', httpMethod: 'POST', ...invocation },
        };
        const own: [string, OperationBody] = [route.method.toLowerCase(), { operationId: route.id, ...called }];
        return route.method === 'GET' ? [own, ['head', called]] : [own];
      }),
    ),
    // Browsers ask without a token.
    ...(crossOrigin && { options: { ...parameters, ...answered(preflight(methods, crossOrigin)) } }),
    [anyMethod]: { ...shared, ...answered(toPages(methodNotAllowed(methods, '$context.requestId'), crossOrigin)) },
  };
};

/** Any caller is told that a path does not exist, as whoever asks API Gateway itself is. */
const unknownPath = (path: string, crossOrigin: ApiBodyProps['crossOrigin']): OperationBody => ({
  ...parametersOf(...variablesOf(path)),
  ...answered(toPages(staticProblem('route-not-found', '$context.requestId'), crossOrigin)),
});

const variablesOf = (path: string): string[] => [...path.matchAll(/\{(\w+)\+?\}/g)].flatMap(([, name]) => name ?? []);

const parametersOf = (...names: string[]): Pick<OperationBody, 'parameters'> =>
  names.length === 0
    ? {}
    : { parameters: names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })) };

/** An answer API Gateway gives by itself. */
const answered = (answer: StaticAnswer): Pick<OperationBody, 'responses' | 'x-amazon-apigateway-integration'> => {
  const { status, headers, origins, looksPast = lookedPast } = answer;
  const statusCode = String(status);
  const names = Object.keys(headers);
  const declared = [...names, ...(origins ? [allowingHeader] : [])];
  return {
    responses: {
      [statusCode]: {
        description: status < 300 ? 'What pages may send' : 'A problem',
        headers: Object.fromEntries(declared.map((name) => [name, { schema: { type: 'string' } }])),
      },
    },
    'x-amazon-apigateway-integration': {
      type: 'mock',
      passthroughBehavior: 'never',
      requestTemplates: Object.fromEntries(looksPast.map((type) => [type, JSON.stringify({ statusCode: status })])),
      responses: {
        default: {
          statusCode,
          responseParameters: Object.fromEntries(
            names.map((name) => [`method.response.header.${name}`, `'${headers[name] ?? ''}'`]),
          ),
          responseTemplates: { 'application/json': templateOf(answer) },
        },
      },
    },
  };
};

const securityScheme = ({ uri, credentials, answerLifetimeSeconds }: ApiBodyProps['authorizer']): object => ({
  type: 'apiKey',
  in: 'header',
  name: 'Authorization',
  'x-amazon-apigateway-authtype': 'custom',
  'x-amazon-apigateway-authorizer': {
    type: 'request',
    // Without the header API Gateway answers 401 and asks nobody, by AWS’s documentation.
    identitySource: 'method.request.header.Authorization',
    authorizerUri: uri,
    authorizerCredentials: credentials,
    authorizerResultTtlInSeconds: answerLifetimeSeconds,
  },
});
