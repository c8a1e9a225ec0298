import { dynamoDb } from '#entry/aws-clients';
import { readEnvironment, type Environment } from '#platform/environment';
import { createLog } from '#platform/log';
import { createMetrics } from '#platform/metrics';
import type { Observability } from '#platform/observability';
import { serviceNameOf } from '#platform/settings';
import { createTable, type Table } from '#platform/table/table';

/** What this process is told. Nobody else reads its environment. @throws when a variable is missing or malformed */
export const environment = <const S extends keyof Environment>(...settings: readonly S[]): Pick<Environment, S> =>
  readEnvironment(process.env, ...settings);

/** This process’s, under the tenant’s name. */
export const observability = (): Observability => {
  const serviceName = serviceNameOf(environment('tenant').tenant);
  return { log: createLog(serviceName), metrics: createMetrics(serviceName) };
};

/** The gateway’s one table. */
export const gatewayTable = (): Table => createTable(dynamoDb(), environment('tableName').tableName);
