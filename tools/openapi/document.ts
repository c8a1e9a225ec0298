import { eventSchema } from '#events/event';
import { scopes, type Method, type Scope } from '#domain/define-operation';
import { operations } from '#operations/registry';
import { checkedWriteSchema } from '#api/checked-write';
import { ownRoutes } from '#routes/registry';
import { describeOperation, tagOf } from './describe-operation';
import { describeOwnRoute, ownTag } from './describe-own-route';
import { schemasOf } from './describe-route';
import { jsonSchemaOf, type JsonObject } from './json-schema';
import { problemComponent, problemResponsesOf } from './problem-responses';
import { problemSchema } from './problem-schema';
import { bodilessResponses, headers, parameters } from './headers';
import { webhooks } from './webhooks';

/** Where the gateway that a document describes is to be found. */
export interface Place {
  server: JsonObject;
  tokenUrl: string;
}

/** A deployment that is not known: what `docs/openapi.json` describes. */
export const anyDeployment: Place = {
  server: {
    url: 'https://{gateway}',
    description: 'A deployment; its outputs print the address.',
    variables: {
      gateway: { default: 'gateway.example.com', description: 'Host, with the stage or base path where there is one.' },
    },
  },
  tokenUrl: 'https://tokens.example.com/oauth2/token',
};

const scopeMeaning: Record<Scope, string> = {
  'ordering:read': 'Look up customers, credit checks, contracts and orders.',
  'ordering:write': 'Create and change quotes, contracts and orders.',
  'mobility:read': 'Look up subscribers, port-ins, activations and billing accounts.',
  'mobility:write': 'Activate, port, change and cancel lines.',
  'tracking:read': 'See what became of writes and where orders stand.',
  'tracking:write': 'Tell the gateway what AT&T does not report.',
  'webhooks:manage': 'Say where events are sent, and have them sent again.',
  'bulk:read': 'See how bulk writes and their rows stand.',
  'bulk:write': 'Submit, pause, resume and cancel bulk writes of operations the client may use.',
};

/** The gateway's operations as an OpenAPI 3.1 document, in the order of the registry. */
export const openApiDocument = ({ server, tokenUrl }: Place): JsonObject => ({
  openapi: '3.1.0',
  info: {
    title: 'AT&T partner gateway',
    version: '1.0.0',
    description: [
      'AT&T’s APEX Ordering, Alliance Ordering and APEX Mobility APIs behind one login. Bodies are AT&T’s: those it prints, or, where an operation says that they are assumed here, those of the contract the operator has with AT&T. Members not listed are passed on as they are.',
      'What is not to be said is left out: `null` for a member listed here is refused, unless the member says what it means by it.',
      'Get a token with the client-credentials grant and send it as `Authorization: Bearer`. A client that acts for several Solution Providers names one in `x-solution-provider-id`.',
      'Addresses in answers (`Location`, `x-request-record`, and members such as `request`, `pending`, `href` and `path`) are references: resolve them against the URL you called, as RFC 3986 has it. They begin with whatever stands before `/v1` there. Paths that a text names are below the base URL.',
      'Every error is an RFC 9457 problem document with a `code` from a closed list.',
    ].join('\n\n'),
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  servers: [server],
  tags: [...Object.values(tagOf), ownTag].map((name) => ({ name })),
  paths: paths(),
  webhooks,
  components: {
    schemas: {
      ...bodySchemas(),
      CheckedWrite: jsonSchemaOf(checkedWriteSchema),
      Event: jsonSchemaOf(eventSchema),
      Problem: jsonSchemaOf(problemSchema),
    },
    parameters,
    headers,
    responses: { ...bodilessResponses, ...problemComponents() },
    securitySchemes: {
      oauth2: {
        type: 'oauth2',
        description: 'Client id and secret as the operator of the gateway gave them, sent with HTTP Basic.',
        flows: {
          clientCredentials: {
            tokenUrl,
            scopes: Object.fromEntries(scopes.map((scope) => [scope, scopeMeaning[scope]])),
          },
        },
      },
    },
  },
});

interface Described {
  path: string;
  method: Method;
  description: JsonObject;
}

const described = (): Described[] => [
  ...operations.map((route) => ({ path: route.path, method: route.method, description: describeOperation(route) })),
  ...ownRoutes.map((route) => ({ path: route.path, method: route.method, description: describeOwnRoute(route) })),
];

const paths = (): JsonObject =>
  Object.fromEntries(
    [...Map.groupBy(described(), ({ path }) => path)].map(([path, ofPath]) => [
      path,
      Object.fromEntries(ofPath.map(({ method, description }) => [method.toLowerCase(), description])),
    ]),
  );

const routes = () => [...operations, ...ownRoutes];

const bodySchemas = (): JsonObject => Object.fromEntries(routes().flatMap(schemasOf));

const problemComponents = (): JsonObject =>
  Object.fromEntries(
    routes()
      .flatMap(problemResponsesOf)
      .map((response) => [response.name, problemComponent(response)] as const)
      .toSorted(([a], [b]) => a.localeCompare(b, 'en')),
  );
