import { rowKeyOf } from '#bulk/bulk-call';
import type { BulkWrite } from '#bulk/bulk-write';
import type { CallContent } from '#bulk/call-content';
import type { Operation } from '#domain/define-operation';
import { labelsIn, type Labels } from '#domain/labels';
import { bulkCallContextOf, formOnlyContext } from '#api/caller';
import { header, type GatewayEvent } from '#api/gateway-event';
import { invokedEvent } from '#api/invoked-event';
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
  const requestId = `${submitter.id}:${number}`;
  return invokedEvent({
    route: operation,
    caller: { clientId, solutionProviders: [solutionProvider], scopes: [operation.scope] },
    ...{ solutionProvider, requestId, pathParameters, body },
    query: check === undefined ? {} : { validate: 'true' },
    headers: {
      ...submitter.headers,
      ...labelHeaders({ ...labelsIn(submitter), ...labelsIn(row) }),
      'content-type': 'application/json',
      'x-request-id': requestId,
    },
    context: { ...bulkCallContextOf(rowKeyOf(submitter.id, number)), ...(check === 'form' && formOnlyContext) },
  });
};
