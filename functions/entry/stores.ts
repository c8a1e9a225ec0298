import type { ReadSecret } from '#platform/aws/secrets';
import type { DynamoDb } from '#platform/table/dynamo-db';

/** How a process reaches what the gateway keeps: its table and its secrets. Clients are made when they are first needed. */
export interface Stores {
  dynamoDb: DynamoDb;
  readSecret: ReadSecret;
}

/** With the process’s own rights, and those it has for one Solution Provider. */
export type ProcessStores<S extends Stores = Stores> = S & { of: (solutionProvider: string) => S };
