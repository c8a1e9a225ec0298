import type { Stores } from '#entry/stores';
import { awsEnvironmentOf, type AwsEnvironment } from '#platform/aws/aws-environment';
import { readEnvironment, type Environment } from '#platform/environment';
import { createLog } from '#platform/log';
import { createMetrics } from '#platform/metrics';
import type { Observability } from '#platform/observability';
import { serviceNameOf } from '#platform/settings';
import { tableOver, type Table } from '#platform/table/table';

/** What this process is told. Nobody else reads its environment. @throws when a variable is missing or malformed */
export const environment = <const S extends keyof Environment>(...settings: readonly S[]): Pick<Environment, S> =>
  readEnvironment(process.env, ...settings);

/** This process’s, under the tenant’s name. */
export const observability = (): Observability =>
  (seen ??= { log: createLog(serviceName()), metrics: createMetrics(serviceName()) });

let seen: Observability | undefined;

const serviceName = (): string => serviceNameOf(environment('tenant').tenant);

/** What this process is told of AWS. @throws Error when something is missing */
export const awsEnvironment = (): AwsEnvironment => awsEnvironmentOf(process.env);

/** The gateway’s one table. */
export const gatewayTable = ({ dynamoDb }: Pick<Stores, 'dynamoDb'>): Table =>
  tableOver(dynamoDb, environment('tableName').tableName);
