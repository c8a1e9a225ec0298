import type { Context } from 'aws-lambda';
import { createGrantLookup } from '#api/grants';
import { work } from '#bulk/work';
import { workInputSchema, type WorkOutput } from '#bulk/state-machine-io';
import { backgroundStores } from '#entry/background-stores';
import { bulkCalls } from '#entry/bulk-calls';
import { composeBulkWriter } from '#entry/compose-bulk-writer';
import { environment, gatewayTable, observability } from '#entry/process';
import { businessNow, wireNow } from '#platform/clock';

const { tableName, solutionProviders } = environment('tableName', 'solutionProviders');

const stores = backgroundStores();

const deps = composeBulkWriter({
  ...observability(),
  ...bulkCalls(stores),
  table: gatewayTable(stores),
  grantOf: createGrantLookup(stores.dynamoDb, tableName, solutionProviders, wireNow),
  now: businessNow,
  wireNow,
});

/** An operation’s function takes 29 s at most; what became of the call has to be recorded then. */
const reserveMs = 35_000;

/** Invoked by the state machine. What it throws, the state machine tries again. */
export const handler = (event: unknown, context: Context): Promise<WorkOutput> =>
  work(deps, workInputSchema.parse(event), () => context.getRemainingTimeInMillis() > reserveMs);
