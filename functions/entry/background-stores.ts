import { dynamoDb, secretsManager } from '#entry/aws-clients';
import type { Stores } from '#entry/stores';
import { sdkSecrets } from '#platform/aws/secrets';
import { sdkDynamoDb } from '#platform/table/sdk-dynamo-db';

/** Of what no caller waits for: by the SDK’s clients. */
export const backgroundStores = (): Stores => ({
  ...tableStore(),
  readSecret: sdkSecrets(secretsManager()),
});

/** The same of what reads no secret. */
export const tableStore = (): Pick<Stores, 'dynamoDb'> => ({ dynamoDb: sdkDynamoDb(dynamoDb()) });
