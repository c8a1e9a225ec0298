import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LambdaClient, type LambdaClientConfig } from '@aws-sdk/client-lambda';
import { SQSClient } from '@aws-sdk/client-sqs';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { STSClient } from '@aws-sdk/client-sts';
import { within } from '#platform/aws/within';

/** Where the command line finds what a tenant has in AWS; with the operator’s own rights. */
export interface Aws {
  cloudFormation: Pick<CloudFormationClient, 'send'>;
  cloudWatch: Pick<CloudWatchClient, 'send'>;
  cognito: Pick<CognitoIdentityProviderClient, 'send'>;
  dynamoDb: Pick<DynamoDBClient, 'send'>;
  lambda: Pick<LambdaClient, 'send'>;
  secrets: Pick<SecretsManagerClient, 'send'>;
  sqs: Pick<SQSClient, 'send'>;
  sts: Pick<STSClient, 'send'>;
}

type Settings = Pick<LambdaClientConfig, 'endpoint' | 'credentials'>;

/**
 * Endpoints, keys and profiles are what the SDK reads from the environment, so that AWS, an emulator and `npm start` are found alike,
 * unless the settings say others.
 */
export const awsWith =
  (settings: Settings) =>
  (region: string): Aws => {
    const usual = { ...settings, region };
    return {
      cloudFormation: new CloudFormationClient({ ...usual, ...within(20_000, 5_000) }),
      cloudWatch: new CloudWatchClient({ ...usual, ...within(20_000, 5_000) }),
      cognito: new CognitoIdentityProviderClient({ ...usual, ...within(20_000, 5_000) }),
      dynamoDb: new DynamoDBClient({ ...usual, ...within(20_000, 5_000) }),
      // A little longer than a function may run, and never begun twice.
      lambda: new LambdaClient({ ...usual, maxAttempts: 1, ...within(16 * 60_000, 5_000) }),
      secrets: new SecretsManagerClient({ ...usual, ...within(20_000, 5_000) }),
      sqs: new SQSClient({ ...usual, ...within(20_000, 5_000) }),
      sts: new STSClient({ ...usual, ...within(20_000, 5_000) }),
    };
  };
