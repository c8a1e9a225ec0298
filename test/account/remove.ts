import {
  CloudWatchLogsClient,
  DeleteLogGroupCommand,
  paginateDescribeLogGroups,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  CognitoIdentityProviderClient,
  DeleteUserPoolCommand,
  UpdateUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { DeleteTableCommand, DynamoDBClient, UpdateTableCommand, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import { DeleteEventBusCommand, EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { KMSClient, ScheduleKeyDeletionCommand } from '@aws-sdk/client-kms';
import { DeleteSecretCommand, paginateListSecrets, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { DeleteQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { within } from '#platform/aws/within';
import { secretPrefix } from '../../lib/names';
import type { Site } from './site';

/** Something to remove, by what CloudFormation says of it. */
export interface Removal {
  type: string;
  id: string;
}

const usual = ({ settings, region }: Site) => ({ ...settings, region, ...within(20_000, 5_000) });

const gone = /NotFound|NonExistent|does not exist|ResourceNotFound/;

/** What is gone already is removed. */
const unlessGone = async (work: () => Promise<unknown>): Promise<void> => {
  await work().catch((error: unknown) => {
    if (!(error instanceof Error && gone.test(`${error.name} ${error.message}`))) throw error;
  });
};

const removeSecret = (site: Site, SecretId: string): Promise<unknown> =>
  new SecretsManagerClient(usual(site)).send(new DeleteSecretCommand({ SecretId, ForceDeleteWithoutRecovery: true }));

const removeTable = async (site: Site, TableName: string): Promise<void> => {
  const client = new DynamoDBClient(usual(site));
  await client.send(new UpdateTableCommand({ TableName, DeletionProtectionEnabled: false }));
  await waitUntilTableExists({ client, maxWaitTime: 120 }, { TableName });
  await client.send(new DeleteTableCommand({ TableName }));
};

const removePool = async (site: Site, UserPoolId: string): Promise<void> => {
  const client = new CognitoIdentityProviderClient(usual(site));
  await client.send(new UpdateUserPoolCommand({ UserPoolId, DeletionProtection: 'INACTIVE' }));
  await client.send(new DeleteUserPoolCommand({ UserPoolId }));
};

/** How what a tenant’s stacks keep on purpose is removed, in this order. A key can be had back for 7 days, the least AWS knows. */
export const removers: Record<string, (site: Site, id: string) => Promise<void>> = {
  'AWS::DynamoDB::Table': (site, id) => unlessGone(() => removeTable(site, id)),
  'AWS::SecretsManager::Secret': (site, id) => unlessGone(() => removeSecret(site, id)),
  'AWS::Events::EventBus': (site, Name) =>
    unlessGone(() => new EventBridgeClient(usual(site)).send(new DeleteEventBusCommand({ Name }))),
  'AWS::SQS::Queue': (site, QueueUrl) =>
    unlessGone(() => new SQSClient(usual(site)).send(new DeleteQueueCommand({ QueueUrl }))),
  'AWS::Cognito::UserPool': (site, id) => unlessGone(() => removePool(site, id)),
  'AWS::KMS::Key': (site, KeyId) =>
    unlessGone(() =>
      new KMSClient(usual(site))
        .send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 }))
        .catch((error: unknown) => {
          if (!(error instanceof Error && /pending deletion/.test(error.message))) throw error;
        }),
    ),
};

/** Removes credentials, and groups of logs, that carry the run’s name in full. */
export const removeByName = async (site: Site, run: string, say: (line: string) => void): Promise<void> => {
  const prefix = `${secretPrefix(run)}/`;
  const secrets = new SecretsManagerClient(usual(site));
  const filters = { Filters: [{ Key: 'name' as const, Values: [prefix] }] };
  for await (const { SecretList = [] } of paginateListSecrets({ client: secrets }, filters))
    for (const { Name = '' } of SecretList) {
      if (!Name.startsWith(prefix)) continue;
      say(`Removing the secret ${Name}`);
      await unlessGone(() => removeSecret(site, Name));
    }
  const logs = new CloudWatchLogsClient(usual(site));
  const groups = { logGroupNamePrefix: `/${prefix}` };
  for await (const { logGroups = [] } of paginateDescribeLogGroups({ client: logs }, groups))
    for (const { logGroupName } of logGroups) {
      say(`Removing the logs ${logGroupName ?? ''}`);
      await unlessGone(() => logs.send(new DeleteLogGroupCommand({ logGroupName })));
    }
};
