import assert from 'node:assert/strict';
import { GetDeploymentsCommand, GetStagesCommand } from '@aws-sdk/client-api-gateway';
import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { DescribeAlarmsCommand, type MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { DescribeContinuousBackupsCommand, DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { ListTargetsByRuleCommand } from '@aws-sdk/client-eventbridge';
import { GetKeyRotationStatusCommand } from '@aws-sdk/client-kms';
import { ListFunctionEventInvokeConfigsCommand } from '@aws-sdk/client-lambda';
import { stackName } from '../../../lib/names';
import { clientsOf, eventually, physicalIdsOf, type ProbedWorld, type Probes } from './probe';

const theOne = async (world: ProbedWorld, type: string): Promise<string> => {
  const [id, ...others] = await physicalIdsOf(world, type);
  assert.ok(id !== undefined && others.length === 0, `${others.length + (id === undefined ? 0 : 1)} of ${type}`);
  return id;
};

const alarmsOf = async (world: ProbedWorld): Promise<MetricAlarm[]> => {
  const { cloudWatch } = clientsOf(world);
  const AlarmNames = await physicalIdsOf(world, 'AWS::CloudWatch::Alarm');
  assert.ok(AlarmNames.length >= 20, `only ${AlarmNames.length} alarms`);
  const { MetricAlarms = [] } = await cloudWatch.send(new DescribeAlarmsCommand({ AlarmNames, MaxRecords: 100 }));
  assert.deepEqual(MetricAlarms.map(({ AlarmName }) => AlarmName).toSorted(), AlarmNames.toSorted());
  return MetricAlarms;
};

/** Names of functions that rules invoke. A rule of a bus of its own is known as `<bus>|<rule>`. */
const scheduled = async (world: ProbedWorld): Promise<string[]> => {
  const { eventBridge } = clientsOf(world);
  const names: string[] = [];
  for (const id of await physicalIdsOf(world, 'AWS::Events::Rule')) {
    const [Rule, EventBusName] = id.split('|').toReversed();
    const { Targets = [] } = await eventBridge.send(new ListTargetsByRuleCommand({ Rule, EventBusName }));
    for (const { Arn = '' } of Targets) {
      const [, , service, , , , name] = Arn.split(':');
      if (service === 'lambda' && name !== undefined) names.push(name);
    }
  }
  return names;
};

/** Settings that a template states, as they came to be. */
export const settingsProbes: Probes = {
  name: 'Settings as they came to be',
  steps: [
    {
      title: 'the stage serves the deployment made last, without traces and without bodies in its logs',
      run: async (world) => {
        const { apiGateway } = clientsOf(world);
        const restApiId = await theOne(world, 'AWS::ApiGateway::RestApi');
        const [stage] = (await apiGateway.send(new GetStagesCommand({ restApiId }))).item ?? [];
        const { items = [] } = await apiGateway.send(new GetDeploymentsCommand({ restApiId, limit: 100 }));
        const last = items.toSorted((a, b) => Number(b.createdDate) - Number(a.createdDate))[0];
        assert.equal(stage?.deploymentId, last?.id);
        assert.ok((await physicalIdsOf(world, 'AWS::ApiGateway::Deployment')).includes(stage?.deploymentId ?? ''));
        assert.ok(!stage?.tracingEnabled, 'the stage is traced');
        for (const [path, setting] of Object.entries(stage?.methodSettings ?? {}))
          assert.ok(!setting.dataTraceEnabled, `bodies of ${path} are logged`);
      },
    },
    {
      title: 'what is invoked by a schedule is not invoked again by Lambda itself',
      run: async (world) => {
        const { lambda } = clientsOf(world);
        const names = await scheduled(world);
        assert.ok(names.length >= 3, `only ${names.join(', ')}`);
        for (const FunctionName of names) {
          const answer = await lambda.send(new ListFunctionEventInvokeConfigsCommand({ FunctionName }));
          const attempts = answer.FunctionEventInvokeConfigs?.map(({ MaximumRetryAttempts }) => MaximumRetryAttempts);
          assert.deepEqual(attempts, [0], FunctionName);
        }
      },
    },
    {
      title: 'the table is protected against deletion, and the key is rotated',
      run: async (world) => {
        const { dynamoDb, kms } = clientsOf(world);
        const TableName = await theOne(world, 'AWS::DynamoDB::Table');
        const { Table } = await dynamoDb.send(new DescribeTableCommand({ TableName }));
        assert.equal(Table?.DeletionProtectionEnabled, true);
        const KeyId = await theOne(world, 'AWS::KMS::Key');
        assert.equal((await kms.send(new GetKeyRotationStatusCommand({ KeyId }))).KeyRotationEnabled, true);
      },
    },
    {
      title: 'the table is encrypted by the tenant’s own key, and can be restored to any moment',
      accountAlone: 'of what a template says of a table it leaves out encryption and recovery',
      run: async (world) => {
        const { dynamoDb } = clientsOf(world);
        const TableName = await theOne(world, 'AWS::DynamoDB::Table');
        const { Table } = await dynamoDb.send(new DescribeTableCommand({ TableName }));
        const key = await theOne(world, 'AWS::KMS::Key');
        assert.ok(Table?.SSEDescription?.KMSMasterKeyArn?.endsWith(`/${key}`), Table?.SSEDescription?.KMSMasterKeyArn);
        const { ContinuousBackupsDescription: backups } = await dynamoDb.send(
          new DescribeContinuousBackupsCommand({ TableName }),
        );
        assert.equal(backups?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus, 'ENABLED');
      },
    },
    {
      title: 'the data stack cannot be deleted by mistake',
      accountAlone: 'it does not know `UpdateTerminationProtection` (ADR 0010)',
      run: async (world) => {
        const { cloudFormation } = clientsOf(world);
        const StackName = stackName(world.tenant, 'data');
        const { Stacks = [] } = await cloudFormation.send(new DescribeStacksCommand({ StackName }));
        assert.equal(Stacks[0]?.EnableTerminationProtection, true);
      },
    },
    {
      title: 'every alarm of the templates is there, and tells somebody',
      run: async (world) => {
        for (const { AlarmName, ActionsEnabled, AlarmActions = [] } of await alarmsOf(world))
          assert.ok(ActionsEnabled && AlarmActions.length > 0, AlarmName);
      },
    },
    {
      title: 'no alarm is on, heartbeats among them',
      accountAlone: 'it emits no metrics of AWS’s services, and alarms watch their first metric alone',
      run: async (world) =>
        eventually(20 * 60_000, async () => {
          const on = (await alarmsOf(world)).filter(({ StateValue }) => StateValue === 'ALARM');
          assert.deepEqual(
            on.map(({ AlarmName, StateReason }) => [AlarmName, StateReason]),
            [],
          );
        }),
    },
  ],
};
