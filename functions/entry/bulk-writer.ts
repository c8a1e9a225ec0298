import type { Context } from 'aws-lambda';
import { createGrantLookup } from '#api/grants';
import { createBulkStore } from '#bulk/bulk-store';
import { createCallStore } from '#bulk/call-store';
import { bulkCalls } from '#entry/bulk-calls';
import { work } from '#bulk/work';
import { workInputSchema, type WorkOutput } from '#bulk/state-machine-io';
import { createRequestStore } from '#requests/request-store';
import { businessNow, wireNow } from '#platform/clock';
import { dynamoDb } from '#entry/aws-clients';
import { environment, gatewayTable, observability } from '#entry/process';

const { tableName } = environment('tableName');
const table = gatewayTable();

const deps = {
  ...observability(),
  ...bulkCalls(),
  bulkWrites: createBulkStore(table, businessNow),
  calls: createCallStore(table, businessNow),
  requests: createRequestStore(table, businessNow),
  grantOf: createGrantLookup(dynamoDb(), tableName, wireNow),
  now: businessNow,
  wireNow,
};

/** An operation’s function takes 29 s at most; what became of the call has to be recorded then. */
const reserveMs = 35_000;

/** Invoked by the state machine. What it throws, the state machine tries again. */
export const handler = (event: unknown, context: Context): Promise<WorkOutput> =>
  work(deps, workInputSchema.parse(event), () => context.getRemainingTimeInMillis() > reserveMs);
