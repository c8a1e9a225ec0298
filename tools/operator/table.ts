import { Problem } from '#domain/problems/problems';
import { createTable, type Table } from '#platform/table/table';
import { tableNameOf, type Deployment } from './deployment';

/** Works with the table of a deployment, by the operator’s own rights. @throws Error of AWS, as AWS says it */
export const withTable = async <T>(deployment: Deployment, work: (table: Table) => Promise<T>): Promise<T> => {
  try {
    return await work(createTable(deployment.aws.dynamoDb, await tableNameOf(deployment)));
  } catch (error) {
    // For callers of the gateway it says no more than that it could not be reached.
    throw error instanceof Problem && error.cause instanceof Error ? error.cause : error;
  }
};
