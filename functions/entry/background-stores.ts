import { dynamoDb, dynamoDbAs, secretsManager, secretsManagerAs } from '#entry/aws-clients';
import { processSessions } from '#entry/sessions';
import type { ProcessStores, Stores } from '#entry/stores';
import { remembered } from '#domain/remembered';
import { sdkSecrets, sdkSecretStoredAt, type SecretStoredAt } from '#platform/aws/secrets';
import { sdkDynamoDb } from '#platform/table/sdk-dynamo-db';

interface BackgroundStores extends Stores {
  secretStoredAt: SecretStoredAt;
}

/** Of what no caller waits for: by the SDK’s clients. */
export const backgroundStores = (): ProcessStores<BackgroundStores> => {
  const own = storesBy(dynamoDb(), secretsManager());
  const sessionOf = processSessions();
  if (!sessionOf) return { ...own, of: () => own };
  return {
    ...own,
    of: remembered((solutionProvider) => {
      const credentials = async () => {
        const { environment, endsAtMs } = await sessionOf(solutionProvider);
        return { ...environment.credentials, expiration: new Date(endsAtMs) };
      };
      return storesBy(dynamoDbAs(credentials), secretsManagerAs(credentials));
    }),
  };
};

const storesBy = (
  table: ReturnType<typeof dynamoDb>,
  secrets: ReturnType<typeof secretsManager>,
): BackgroundStores => ({
  dynamoDb: sdkDynamoDb(table),
  readSecret: sdkSecrets(secrets),
  secretStoredAt: sdkSecretStoredAt(secrets),
});

/** The same of what reads no secret. */
export const tableStore = (): Pick<Stores, 'dynamoDb'> => ({ dynamoDb: sdkDynamoDb(dynamoDb()) });
