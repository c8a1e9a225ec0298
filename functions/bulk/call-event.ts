import { rowKeyOf } from '#bulk/bulk-call';
import type { BulkWrite } from '#bulk/bulk-write';
import type { CallContent } from '#bulk/call-content';
import type { Operation } from '#domain/define-operation';
import { labelsIn, type Labels } from '#domain/labels';
import { authorizerContextOf, bulkCallContextOf, formOnlyContext, solutionProviderHeader } from '#api/caller';
import { header, type GatewayEvent } from '#api/gateway-event';
import { labelHeaders } from '#api/labels';

/** Headers of a submission that hold for every call of it. */
const carried = ['x-actor', 'x-reason', 'source', 'x-trace-id'] as const;

export const carriedHeaders = (event: GatewayEvent): Record<string, string> =>
  Object.fromEntries(
    carried.flatMap((name) => {
      const value = header(event, name);
      return value === undefined ? [] : [[name, value]];
    }),
  );

/** Who submits what, under which key. */
export type Submitter = Pick<BulkWrite, 'id' | 'clientId' | 'solutionProvider' | 'headers' | keyof Labels>;

/** Rows of a call have the same labels, or none of their own. */
type CallOfRows = { number: number; rows: readonly Labels[] };

/** What of a call is looked at instead of making it: whether it would be let through now, or its form alone. */
export type Check = 'gates' | 'form';

/**
 * The call the partner would have made, as API Gateway hands it to the operation’s function. It is the partner’s own
 * client that calls, with no more than the one Solution Provider and the one scope the call needs, and without a token.
 * @param check when it is only to be checked
 */
export const callEvent = (
  operation: Operation,
  submitter: Submitter,
  { number, rows: [row = {}] }: CallOfRows,
  { pathParameters, body }: CallContent,
  check?: Check,
): GatewayEvent => {
  const { clientId, solutionProvider } = submitter;
  // API Gateway hands path parameters over percent-encoded.
  const encoded = Object.fromEntries(
    Object.entries(pathParameters).map(([name, value]) => [name, encodeURIComponent(value)]),
  );
  const headers = {
    ...submitter.headers,
    ...labelHeaders({ ...labelsIn(submitter), ...labelsIn(row) }),
    [solutionProviderHeader]: solutionProvider,
    'content-type': 'application/json',
    'x-request-id': `${submitter.id}:${number}`,
  };
  const event = {
    resource: operation.path,
    path: operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encoded[name] ?? ''),
    httpMethod: operation.method,
    headers,
    multiValueHeaders: {},
    queryStringParameters: check === undefined ? {} : { validate: 'true' },
    multiValueQueryStringParameters: {},
    pathParameters: encoded,
    stageVariables: null,
    body: body ?? null,
    isBase64Encoded: false,
    requestContext: {
      requestId: `${submitter.id}:${number}`,
      authorizer: {
        ...authorizerContextOf({ clientId, solutionProviders: [solutionProvider], scopes: [operation.scope] }),
        ...bulkCallContextOf(rowKeyOf(submitter.id, number)),
        ...(check === 'form' && formOnlyContext),
      },
    },
  };
  // Of the context, functions read no more than that.
  return event as unknown as GatewayEvent;
};
