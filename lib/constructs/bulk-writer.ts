import { ArnFormat, Duration, Stack, Validations } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Code } from 'aws-cdk-lib/aws-lambda';
import { DefinitionBody, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { Operation } from '#domain/define-operation';
import { bulkWriterRights } from '#entry/background-rights';
import type { Tenant } from '../config/tenant';
import { functionName, secretPrefix, stateMachineName } from '../names';
import { bulkWriterDefinition } from './bulk-writer-definition';
import { mayReadDataKeys } from './data-keys';
import { GatewayFunction, throughService } from './gateway-function';
import { recordSettings, solutionProviderSettings } from './records';
import { stateMachineRole } from './state-machine-role';
import { mayUseTable } from './table-permissions';

export interface BulkWriterProps {
  tenant: Tenant;
  table: Table;
  key: IKey;
  operations: readonly Operation[];
  /** Of the function that carries out rows. */
  code: Code;
}

export const bulkWriterName = 'bulk-writer';

/** Its ARN by its name, for those that are made before it, and for its own role. */
export const bulkWriterArn = (scope: Construct, tenant: string): string =>
  Stack.of(scope).formatArn({
    service: 'states',
    resource: 'stateMachine',
    resourceName: stateMachineName(tenant, bulkWriterName),
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });

/** Starting executions of the bulk writer. */
export const mayStartBulkWriter = (scope: Construct, tenant: string): PolicyStatement =>
  new PolicyStatement({
    sid: 'StartBulkWriter',
    actions: ['states:StartExecution'],
    resources: [bulkWriterArn(scope, tenant)],
  });

/** Invoking the functions of operations that change something, by their names: they are another stack’s. */
export const mayMakeWrites = (
  scope: Construct,
  tenant: string,
  operations: readonly Operation[],
): PolicyStatement[] => {
  const resources = operations
    .filter(({ idempotency }) => idempotency !== 'safe')
    .map(({ id }) =>
      Stack.of(scope).formatArn({
        service: 'lambda',
        resource: 'function',
        resourceName: functionName(tenant, id),
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      }),
    );
  if (resources.length === 0) return [];
  return [new PolicyStatement({ sid: 'InvokeWrites', actions: ['lambda:InvokeFunction'], resources })];
};

/** What whoever makes calls of operations is told. */
export const callSettings = (tenant: string) => ({
  secretPrefix: secretPrefix(tenant),
  functionPrefix: functionName(tenant, ''),
});

/** Carries out bulk writes: a state machine, and the function that makes the calls. */
export class BulkWriter extends StateMachine {
  constructor(scope: Construct, id: string, { tenant, table, key, operations, code }: BulkWriterProps) {
    const worker = new GatewayFunction(scope, `${id}Function`, {
      tenant,
      name: bulkWriterName,
      description: 'Carries out rows of bulk writes, by the operations’ own functions',
      code,
      key,
      // A minute of calls, and the time the last of them may take.
      timeout: Duration.seconds(90),
      afterFailure: 'The state machine waits for the function and tries again what fails.',
      environment: {
        ...recordSettings(table, tenant),
        ...solutionProviderSettings(tenant),
        ...callSettings(tenant.tenant),
      },
      permissions: [
        ...mayMakeWrites(scope, tenant.tenant, operations),
        mayReadDataKeys(scope, tenant.tenant, ['bulk-rows']),
        throughService('secretsmanager', key, scope),
        ...mayUseTable(table, key, scope, { name: 'CarryOutBulkWrites', rights: bulkWriterRights }),
      ],
    });
    const { partition } = Stack.of(scope);
    const role = stateMachineRole(scope, `${id}Role`, worker, mayStartBulkWriter(scope, tenant.tenant));
    super(scope, id, {
      stateMachineName: stateMachineName(tenant.tenant, bulkWriterName),
      stateMachineType: StateMachineType.STANDARD,
      definitionBody: DefinitionBody.fromString(
        Stack.of(scope).toJsonString(bulkWriterDefinition({ workFunctionArn: worker.functionArn, partition })),
      ),
      tracingEnabled: true,
      role: role.withoutPolicyUpdates(),
    });
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-SF1',
      reason:
        'Step Functions keeps the history of these executions for 90 days itself, and every call writes a log line.',
    });
  }
}
