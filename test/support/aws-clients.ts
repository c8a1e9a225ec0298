import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SFNClient } from '@aws-sdk/client-sfn';
import type { Stores } from '#entry/stores';
import { createAskAws } from '#platform/aws/ask-aws';
import { awsEnvironmentOf } from '#platform/aws/aws-environment';
import { dynamoDb, invocations, secretsManager, stepFunctions, type InvocationType } from '#platform/aws/protocols';
import { leanSecrets, sdkSecrets } from '#platform/aws/secrets';
import type { InvokeFunction } from '#platform/invoke-function';
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
  invoke: Record<InvocationType, InvokeFunction>;
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
    invoke: { Event: sdkInvoke(lambda, 'Event'), RequestResponse: sdkInvoke(lambda, 'RequestResponse') },
    dynamoDb: sdkDynamoDb(new DynamoDBClient({ ...told, endpoint: dynamoDbUrl, maxAttempts: 3 })),
    readSecret: sdkSecrets(new SecretsManagerClient({ ...told, endpoint: secretsUrl, maxAttempts: 2 })),
  };
};

const sdkInvoke =
  (lambda: LambdaClient, type: InvocationType): InvokeFunction =>
  async (FunctionName, event) => {
    const payload = Buffer.from(JSON.stringify(event));
    const answer = await lambda.send(new InvokeCommand({ FunctionName, InvocationType: type, Payload: payload }));
    if (answer.FunctionError !== undefined) throw new Error(answer.FunctionError);
    return JSON.parse(answer.Payload?.transformToString() || '{}') as object;
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
    invoke: {
      Event: createAskAws({ ...told, protocol: invocations('Event'), attempts: 2 }),
      RequestResponse: createAskAws({ ...told, protocol: invocations('RequestResponse'), attempts: 2 }),
    },
    dynamoDb: leanDynamoDb(createAskAws({ ...told, protocol: dynamoDb, attempts: 3 })),
    readSecret: leanSecrets(createAskAws({ ...told, protocol: secretsManager, attempts: 2 })),
  };
};

/** All of it by either client there is. */
export const clientsBy = { 'the SDK’s client': sdkClients, 'the lean client': leanClients } as const;
