import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  CreateBackupCommand,
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  GetResourcePolicyCommand,
  PutResourcePolicyCommand,
  RestoreTableFromBackupCommand,
} from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { awsWith } from '../../../tools/operator/aws';
import { blocksOf } from '../../support/runbook-pages';
import { operatorSettings, region } from '../operator';
import { askAsOperator } from './as-role';
import { awsLineOf } from './aws-line';
import type { Resident } from './resident';
import { dataStack, page } from './tear-down';

/** A state of the table that it can be restored to. */
export interface Then {
  backup: string;
  then: string;
}

const dynamoDbOf = ({ plan }: Resident) => awsWith(operatorSettings(plan))(region).dynamoDb;

/** The emulator restores no earlier state; a backup that is made at the time stands for it. */
export const backUp = async (one: Resident, TableName: string): Promise<Then> => {
  const { BackupDetails } = await dynamoDbOf(one).send(new CreateBackupCommand({ TableName, BackupName: 'then' }));
  return { backup: BackupDetails?.BackupArn ?? '', then: new Date().toISOString() };
};

/** The emulator leaves out the policy that the template states, and takes its condition to hold of everything: this one stands for it. */
const anyPolicy = {
  Version: '2012-10-17',
  Statement: [
    { Sid: 'StandsForAuditStays', Effect: 'Deny', Principal: '*', Action: 'dynamodb:DeleteTable', Resource: '*' },
  ],
};

/** The page’s lines for AWS’s command line, but for what is read or waited for. The restore itself is of the backup. @returns the new table */
export const restoreTable = async (one: Resident, OLD: string, { backup, then }: Then): Promise<string> => {
  const dynamoDb = dynamoDbOf(one);
  const NEW = `${OLD}-restored`;
  const { Table } = await dynamoDb.send(new DescribeTableCommand({ TableName: OLD }));
  const OLD_ARN = Table?.TableArn ?? '';
  await dynamoDb.send(new PutResourcePolicyCommand({ ResourceArn: OLD_ARN, Policy: JSON.stringify(anyPolicy) }));
  const { Policy: POLICY = '' } = await dynamoDb.send(new GetResourcePolicyCommand({ ResourceArn: OLD_ARN }));
  const variables = { REGION: region, OLD, NEW, OLD_ARN, THEN: then };
  const [block] = blocksOf(page).filter(({ script }) => script.includes('restore-table-to-point-in-time'));
  const lines = block?.script.split('\n').filter((line) => line.startsWith('aws ') && !line.includes(' wait ')) ?? [];
  const done: string[] = [];
  for (const line of lines) {
    // Its quotes are not the shell’s.
    const { operation, input } = awsLineOf(line.replace('"$POLICY"', 'policy'), variables);
    if ('Policy' in input) input['Policy'] = POLICY;
    if (operation === 'RestoreTableToPointInTime') {
      assert.deepEqual(input, { SourceTableName: OLD, TargetTableName: NEW, RestoreDateTime: then });
      await dynamoDb.send(new RestoreTableFromBackupCommand({ TargetTableName: NEW, BackupArn: backup }));
    } else assert.equal(await askAsOperator(one.plan)('dynamodb', operation, input), undefined, line);
    done.push(operation);
  }
  assert.equal(done.length, 6, done.join(', '));
  return NEW;
};

const keys = z.array(z.object({ AttributeName: z.string(), KeyType: z.string() }));
/** A table of a template. */
const statedTable = z.looseObject({
  Type: z.literal('AWS::DynamoDB::Table'),
  Properties: z.looseObject({
    KeySchema: keys,
    GlobalSecondaryIndexes: z.array(z.looseObject({ IndexName: z.string(), KeySchema: keys })),
    StreamSpecification: z.object({ StreamViewType: z.string() }),
    DeletionProtectionEnabled: z.boolean(),
    TimeToLiveSpecification: z.object({ AttributeName: z.string(), Enabled: z.boolean() }),
    PointInTimeRecoverySpecification: z.object({ PointInTimeRecoveryEnabled: z.boolean() }),
  }),
});
const template = z.object({ Resources: z.record(z.string(), z.unknown()) });

/** What the template states of the table, which a stack that has imported another does not look at. */
export const statedSettings = ({ plan, assembly }: Resident) => {
  const path = join(assembly.directory, `${dataStack(plan)}.template.json`);
  const { Resources } = template.parse(JSON.parse(readFileSync(path, 'utf8')));
  const [table, ...others] = Object.values(Resources).flatMap((one) => statedTable.safeParse(one).data ?? []);
  assert.ok(table !== undefined && others.length === 0, path);
  const { Properties } = table;
  return {
    key: Properties.KeySchema,
    indexes: inOrder(Properties.GlobalSecondaryIndexes),
    stream: Properties.StreamSpecification.StreamViewType,
    isProtected: Properties.DeletionProtectionEnabled,
    expiry: Properties.TimeToLiveSpecification,
    backups: Properties.PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled,
    policy: anyPolicy,
  };
};

const inOrder = (indexes: readonly { IndexName?: string | undefined; KeySchema?: unknown }[]) =>
  indexes
    .map(({ IndexName = '', KeySchema }) => ({ IndexName, KeySchema }))
    .toSorted((a, b) => a.IndexName.localeCompare(b.IndexName));

/** The same of a table that there is. */
export const settingsOf = async (one: Resident, TableName: string): Promise<ReturnType<typeof statedSettings>> => {
  const dynamoDb = dynamoDbOf(one);
  const { Table } = await dynamoDb.send(new DescribeTableCommand({ TableName }));
  const { TimeToLiveDescription } = await dynamoDb.send(new DescribeTimeToLiveCommand({ TableName }));
  const { ContinuousBackupsDescription } = await dynamoDb.send(new DescribeContinuousBackupsCommand({ TableName }));
  const { Policy = '' } = await dynamoDb.send(new GetResourcePolicyCommand({ ResourceArn: Table?.TableArn ?? '' }));
  const { AttributeName = '', TimeToLiveStatus } = TimeToLiveDescription ?? {};
  const { PointInTimeRecoveryStatus } = ContinuousBackupsDescription?.PointInTimeRecoveryDescription ?? {};
  return {
    key: keys.parse(Table?.KeySchema),
    indexes: inOrder(Table?.GlobalSecondaryIndexes ?? []),
    stream: Table?.StreamSpecification?.StreamViewType ?? '',
    isProtected: Table?.DeletionProtectionEnabled ?? false,
    expiry: { AttributeName, Enabled: TimeToLiveStatus === 'ENABLED' },
    backups: PointInTimeRecoveryStatus === 'ENABLED',
    policy: JSON.parse(Policy) as typeof anyPolicy,
  };
};
