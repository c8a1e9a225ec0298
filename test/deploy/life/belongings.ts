import assert from 'node:assert/strict';
import { CloudFormationClient, ListStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { ListUserPoolClientsCommand } from '@aws-sdk/client-cognito-identity-provider';
import { ScanCommand, type ScanCommandOutput } from '@aws-sdk/client-dynamodb';
import { GetSecretValueCommand, ListSecretsCommand } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import { secretPrefix, stackName, type StackKind } from '../../../lib/names';
import { awsWith } from '../../../tools/operator/aws';
import type { Plan } from '../deploy-tenant';
import { operatorSettings, region } from '../operator';

const stacks: readonly StackKind[] = ['data', 'api', 'tracking', 'monitoring'];

export interface Resource {
  stack: StackKind;
  logicalId: string;
  type: string;
  /** What AWS knows it by. */
  id: string;
}

/** Everything in a tenant’s stacks, or in those that are named. */
export const resourcesOf = async (plan: Plan, wanted: readonly StackKind[] = stacks): Promise<Resource[]> => {
  const client = new CloudFormationClient({ ...operatorSettings(plan), region });
  const found: Resource[] = [];
  for (const stack of wanted) {
    let NextToken: string | undefined;
    do {
      const StackName = stackName(plan.tenant, stack);
      const page = await client.send(new ListStackResourcesCommand({ StackName, NextToken }));
      for (const {
        LogicalResourceId = '',
        ResourceType = '',
        PhysicalResourceId = '',
      } of page.StackResourceSummaries ?? [])
        found.push({ stack, logicalId: LogicalResourceId, type: ResourceType, id: PhysicalResourceId });
      ({ NextToken } = page);
    } while (NextToken !== undefined);
  }
  return found;
};

/** What a tenant’s stacks have of a type. @throws when there is none */
export const idsOf = (resources: readonly Resource[], type: string): string[] => {
  const ids = resources.filter((one) => one.type === type).map(({ id }) => id);
  assert.notEqual(ids.length, 0, `The stacks have no ${type}.`);
  return ids;
};

const scanned = z.array(z.record(z.string(), z.unknown()));

/** Named after what it is made of, so that a change of it makes another one. */
const madeAnew = new Set(['AWS::ApiGateway::Deployment']);

/** What AWS knows everything by, and what it is in the templates. */
export const namesOf = (resources: readonly Resource[]): string[] =>
  resources.filter(({ type }) => !madeAnew.has(type)).map(({ stack, logicalId, id }) => `${stack} ${logicalId} ${id}`);

/** By what AWS knows what a tenant’s stacks leave when they go. */
export interface Kept {
  table: string;
  userPool: string;
}

export const keptOf = async (plan: Plan): Promise<Kept> => {
  const resources = await resourcesOf(plan, ['data']);
  const [table = ''] = idsOf(resources, 'AWS::DynamoDB::Table');
  const [userPool = ''] = idsOf(resources, 'AWS::Cognito::UserPool');
  return { table, userPool };
};

export interface Belongings {
  /** By their keys. */
  items: Record<string, unknown>;
  /** By their names. */
  secrets: Record<string, { VersionId: string | undefined; SecretString: string | undefined }>;
  clients: (string | undefined)[];
}

/** Heartbeats and comparisons with AT&T are of functions that run by a schedule. */
const bySchedule = /HEARTBEAT|DRIFT#/;

/** All a tenant keeps that an operator’s command could change: items of its table, its secrets, the clients of its user pool. */
export const belongingsOf = async (plan: Plan, kept?: Kept): Promise<Belongings> => {
  const { table: TableName, userPool: UserPoolId } = kept ?? (await keptOf(plan));
  const { dynamoDb, secrets, cognito } = awsWith(operatorSettings(plan))(region);
  const items: z.output<typeof scanned> = [];
  let ExclusiveStartKey: ScanCommandOutput['LastEvaluatedKey'];
  do {
    const page = await dynamoDb.send(new ScanCommand({ TableName, ConsistentRead: true, ExclusiveStartKey }));
    items.push(...scanned.parse(page.Items).filter((item) => !bySchedule.test(JSON.stringify(item['pk']))));
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey !== undefined);
  const { SecretList = [] } = await secrets.send(new ListSecretsCommand({ MaxResults: 100 }));
  const prefix = `${secretPrefix(plan.tenant)}/`;
  const own = SecretList.flatMap(({ Name }) => (Name?.startsWith(prefix) ? [Name] : []));
  const values = await Promise.all(own.map((SecretId) => secrets.send(new GetSecretValueCommand({ SecretId }))));
  const { UserPoolClients = [] } = await cognito.send(new ListUserPoolClientsCommand({ UserPoolId, MaxResults: 60 }));
  return {
    items: Object.fromEntries(items.map((item) => [JSON.stringify([item['pk'], item['sk']]), item])),
    secrets: Object.fromEntries(
      values.map(({ Name = '', VersionId, SecretString }) => [Name, { VersionId, SecretString }]),
    ),
    clients: UserPoolClients.map(({ ClientId }) => ClientId),
  };
};
