import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SQSClient } from '@aws-sdk/client-sqs';
import { within } from '#platform/aws/within';

/*
 * The SDK’s clients of AWS services, made nowhere else: one of each per process, when it is first needed, and of each that is asked as somebody else.
 */

/** As whom a client asks. */
type Credentials = NonNullable<DynamoDBClientConfig['credentials']>;

let dynamoDbClient: DynamoDBClient | undefined;
export const dynamoDb = (): DynamoDBClient =>
  (dynamoDbClient ??= new DynamoDBClient({ maxAttempts: 3, ...within(1_000) }));
export const dynamoDbAs = (credentials: Credentials): DynamoDBClient =>
  new DynamoDBClient({ maxAttempts: 3, ...within(1_000), credentials });

let secretsManagerClient: SecretsManagerClient | undefined;
export const secretsManager = (): SecretsManagerClient =>
  (secretsManagerClient ??= new SecretsManagerClient({ maxAttempts: 2, ...within(3_000) }));
export const secretsManagerAs = (credentials: Credentials): SecretsManagerClient =>
  new SecretsManagerClient({ maxAttempts: 2, ...within(3_000), credentials });

let stepFunctionsClient: SFNClient | undefined;
export const stepFunctions = (): SFNClient =>
  (stepFunctionsClient ??= new SFNClient({ maxAttempts: 3, ...within(3_000) }));

let eventBridgeClient: EventBridgeClient | undefined;
export const eventBridge = (): EventBridgeClient =>
  (eventBridgeClient ??= new EventBridgeClient({ maxAttempts: 3, ...within(3_000) }));

let sqsClient: SQSClient | undefined;
export const sqs = (): SQSClient => (sqsClient ??= new SQSClient({ maxAttempts: 3, ...within(3_000) }));

let lambdaClient: LambdaClient | undefined;
/** A little longer than a function has, so that it is Lambda that says that its time was up. */
export const lambda = (): LambdaClient =>
  (lambdaClient ??= new LambdaClient({ maxAttempts: 2, ...within(32_000, 2_000) }));
