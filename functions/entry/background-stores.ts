import { dynamoDb, dynamoDbAs, secretsManager, secretsManagerAs } from '#entry/aws-clients';
import { processSessions } from '#entry/sessions';
import type { ProcessStores, Stores } from '#entry/stores';
import { remembered } from '#domain/remembered';
import { sdkSecrets } from '#platform/aws/secrets';
import { sdkDynamoDb } from '#platform/table/sdk-dynamo-db';

/** Of what no caller waits for: by the SDK’s clients. */
export const backgroundStores = (): ProcessStores => {
  const own = { ...tableStore(), readSecret: sdkSecrets(secretsManager()) };
  const sessionOf = processSessions();
  if (!sessionOf) return { ...own, of: () => own };
  return {
    ...own,
    of: remembered((solutionProvider): Stores => {
      const credentials = async () => {
        const { environment, endsAtMs } = await sessionOf(solutionProvider);
        return { ...environment.credentials, expiration: new Date(endsAtMs) };
      };
      return {
        dynamoDb: sdkDynamoDb(dynamoDbAs(credentials)),
        readSecret: sdkSecrets(secretsManagerAs(credentials)),
      };
    }),
  };
};

/** The same of what reads no secret. */
export const tableStore = (): Pick<Stores, 'dynamoDb'> => ({ dynamoDb: sdkDynamoDb(dynamoDb()) });
