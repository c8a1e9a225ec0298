import { ArnFormat, Duration, Stack, Validations } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Code } from 'aws-cdk-lib/aws-lambda';
import { DefinitionBody, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { pollerRights } from '#entry/background-rights';
import { recordingReads } from '#operations/recording-reads';
import type { ResolvedBinding } from '#platform/resolved-binding';
import type { Tenant } from '../config/tenant';
import { stateMachineName, statusPollerName } from '../names';
import { ReadingFunction } from './reading-function';
import { portInSettings } from './records';
import { stateMachineRole } from './state-machine-role';
import { statusPollerDefinition } from './status-poller-definition';

export interface StatusPollerProps {
  tenant: Tenant;
  table: Table;
  key: IKey;
  /** Every operation’s. */
  bindings: Record<string, ResolvedBinding>;
  isSimulated: boolean;
  /** Of the function that polls. */
  code: Code;
}

/** Its ARN by its name, for those that are made before it, and for its own role. */
export const statusPollerArn = (scope: Construct, tenant: string): string =>
  Stack.of(scope).formatArn({
    service: 'states',
    resource: 'stateMachine',
    resourceName: stateMachineName(tenant, statusPollerName),
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });

/** Starting executions of the status poller. */
export const mayStartPollers = (scope: Construct, tenant: string): PolicyStatement =>
  new PolicyStatement({
    sid: 'StartPollers',
    actions: ['states:StartExecution'],
    resources: [statusPollerArn(scope, tenant)],
  });

/** Follows what AT&T works on to its end: a state machine, and the function that polls. */
export class StatusPoller extends StateMachine {
  constructor(scope: Construct, id: string, props: StatusPollerProps) {
    const { tenant } = props;
    const poll = new ReadingFunction(scope, `${id}Function`, {
      ...props,
      name: statusPollerName,
      rights: { name: 'RecordPolls', rights: pollerRights },
      description: 'Asks AT&T how something stands and records what it shows',
      // What partners’ reads have shown is asked by those too that nothing is polled by.
      reads: recordingReads,
      // A read with its repeats, and what is recorded of it; the state machine gives up a little later.
      timeout: Duration.seconds(50),
      environment: { pollsPerMinute: tenant.polling.pollsPerMinute, ...portInSettings(tenant) },
      afterFailure: 'The state machine waits for the function and tries again what fails.',
    });
    const { partition } = Stack.of(scope);
    const role = stateMachineRole(scope, `${id}Role`, poll, mayStartPollers(scope, tenant.tenant));
    super(scope, id, {
      stateMachineName: stateMachineName(tenant.tenant, statusPollerName),
      stateMachineType: StateMachineType.STANDARD,
      definitionBody: DefinitionBody.fromString(
        Stack.of(scope).toJsonString(statusPollerDefinition({ pollFunctionArn: poll.functionArn, partition })),
      ),
      tracingEnabled: true,
      role: role.withoutPolicyUpdates(),
    });
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-SF1',
      reason:
        'Step Functions keeps the history of these executions for 90 days itself, and every poll writes log lines.',
    });
  }
}
