import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Stores } from '#entry/stores';
import { createAskAws } from '#platform/aws/ask-aws';
import { awsEnvironmentOf } from '#platform/aws/aws-environment';
import { leanSecrets, sdkSecrets } from '#platform/aws/secrets';
import { leanDynamoDb } from '#platform/table/lean-dynamo-db';
import { sdkDynamoDb } from '#platform/table/sdk-dynamo-db';

/** Where services answer a test’s clients, and for how long they wait for an answer. */
export interface ClientOptions {
  dynamoDbUrl: string;
  secretsUrl: string;
  requestMs?: number;
  now?: () => number;
}

const credentials = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'made up', sessionToken: 'session' };

const sdkStores = ({ dynamoDbUrl, secretsUrl, requestMs = 10_000 }: ClientOptions): Stores => {
  const told = {
    ...{ region: 'us-east-1', credentials },
    requestHandler: { connectionTimeout: requestMs, requestTimeout: requestMs, throwOnRequestTimeout: true },
  };
  return {
    dynamoDb: sdkDynamoDb(new DynamoDBClient({ ...told, endpoint: dynamoDbUrl, maxAttempts: 3 })),
    readSecret: sdkSecrets(new SecretsManagerClient({ ...told, endpoint: secretsUrl, maxAttempts: 2 })),
  };
};

const leanStores = ({ dynamoDbUrl, secretsUrl, requestMs = 10_000, now = Date.now }: ClientOptions): Stores => {
  const environment = () =>
    awsEnvironmentOf({
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_SESSION_TOKEN: credentials.sessionToken,
      AWS_ENDPOINT_URL_DYNAMODB: dynamoDbUrl,
      AWS_ENDPOINT_URL_SECRETS_MANAGER: secretsUrl,
    });
  const told = { environment, connectMs: requestMs, requestMs, totalMs: 60_000, now };
  return {
    dynamoDb: leanDynamoDb(createAskAws({ ...told, service: 'dynamodb', attempts: 3 })),
    readSecret: leanSecrets(createAskAws({ ...told, service: 'secretsmanager', attempts: 2 })),
  };
};

/** Stores by either client there is. */
export const storesBy = { 'the SDK’s client': sdkStores, 'the lean client': leanStores } as const;
