import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { InvocationType, InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SFNClient } from '@aws-sdk/client-sfn';
import type { Stores } from '#entry/stores';
import { createAskAws } from '#platform/aws/ask-aws';
import { awsEnvironmentOf } from '#platform/aws/aws-environment';
import { dynamoDb, invocations, secretsManager, stepFunctions } from '#platform/aws/protocols';
import { leanSecrets, sdkSecrets } from '#platform/aws/secrets';
import { createInvokeLater, type InvokeLater } from '#platform/invoke-later';
import { leanAskToStart, sdkAskToStart, type AskToStart } from '#platform/start-execution';
import { leanDynamoDb } from '#platform/table/lean-dynamo-db';
import { sdkDynamoDb } from '#platform/table/sdk-dynamo-db';

/** Where services answer a test’s clients, and for how long they wait for an answer. */
export interface ClientOptions {
  dynamoDbUrl: string;
  secretsUrl: string;
  statesUrl?: string;
  lambdaUrl?: string;
  requestMs?: number;
  now?: () => number;
}

/** Whatever is asked on a caller’s path. */
export interface Clients extends Stores {
  askToStart: AskToStart;
  invokeLater: InvokeLater;
}

const nowhere = 'http://127.0.0.1:1';

const credentials = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'made up', sessionToken: 'session' };

const sdkClients = ({ dynamoDbUrl, secretsUrl, requestMs = 10_000, ...urls }: ClientOptions): Clients => {
  const told = {
    ...{ region: 'us-east-1', credentials },
    requestHandler: { connectionTimeout: requestMs, requestTimeout: requestMs, throwOnRequestTimeout: true },
  };
  const lambda = new LambdaClient({ ...told, endpoint: urls.lambdaUrl ?? nowhere, maxAttempts: 2 });
  return {
    askToStart: sdkAskToStart(new SFNClient({ ...told, endpoint: urls.statesUrl ?? nowhere, maxAttempts: 3 })),
    invokeLater: async (FunctionName, event) => {
      const Payload = Buffer.from(JSON.stringify(event));
      await lambda.send(new InvokeCommand({ FunctionName, InvocationType: InvocationType.Event, Payload }));
    },
    dynamoDb: sdkDynamoDb(new DynamoDBClient({ ...told, endpoint: dynamoDbUrl, maxAttempts: 3 })),
    readSecret: sdkSecrets(new SecretsManagerClient({ ...told, endpoint: secretsUrl, maxAttempts: 2 })),
  };
};

const leanClients = ({
  dynamoDbUrl,
  secretsUrl,
  requestMs = 10_000,
  now = Date.now,
  ...urls
}: ClientOptions): Clients => {
  const environment = () =>
    awsEnvironmentOf({
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_SESSION_TOKEN: credentials.sessionToken,
      AWS_ENDPOINT_URL_DYNAMODB: dynamoDbUrl,
      AWS_ENDPOINT_URL_SECRETS_MANAGER: secretsUrl,
      AWS_ENDPOINT_URL_SFN: urls.statesUrl ?? nowhere,
      AWS_ENDPOINT_URL_LAMBDA: urls.lambdaUrl ?? nowhere,
    });
  const told = { environment, connectMs: requestMs, requestMs, totalMs: 60_000, now };
  return {
    askToStart: leanAskToStart(createAskAws({ ...told, protocol: stepFunctions, attempts: 3 })),
    invokeLater: createInvokeLater(createAskAws({ ...told, protocol: invocations, attempts: 2 })),
    dynamoDb: leanDynamoDb(createAskAws({ ...told, protocol: dynamoDb, attempts: 3 })),
    readSecret: leanSecrets(createAskAws({ ...told, protocol: secretsManager, attempts: 2 })),
  };
};

/** All of it by either client there is. */
export const clientsBy = { 'the SDK’s client': sdkClients, 'the lean client': leanClients } as const;
