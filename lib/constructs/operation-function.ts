import { Duration, Stack, type Acknowledgment } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Code } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { ApiFamily, Operation } from '#operations/define-operation';
import { secretName } from '#credentials/secret';
import type { ResolvedBinding } from '#runtime/settings';
import type { Tenant } from '../config/tenant';
import { secretPrefix } from '../names';
import { GatewayFunction, throughService } from './gateway-function';
import { keepsRecords, mayKeepRecords, recordSettings } from './records';

export interface OperationFunctionProps {
  tenant: Tenant;
  operation: Operation;
  /** Its own, and that of the operation it looks with whether AT&T did what it said. */
  bindings: Record<string, ResolvedBinding>;
  /** Whether it talks to the simulator instead of AT&T. */
  isSimulated: boolean;
  table: Table;
  code: Code;
  key: IKey;
}

/** The function of one AT&T operation. It may read the credentials of its own API family, and keep records if it has any to keep. */
export class OperationFunction extends GatewayFunction {
  constructor(
    scope: Construct,
    id: string,
    { tenant, operation, bindings, isSimulated, table, code, key }: OperationFunctionProps,
  ) {
    super(scope, id, {
      tenant,
      name: operation.id,
      description: operation.summary,
      code,
      key,
      // API Gateway waits no longer; the function answers well before by its own budget.
      timeout: Duration.seconds(29),
      environment: {
        TENANT: tenant.tenant,
        ENVIRONMENT: isSimulated ? 'simulator' : tenant.environment,
        SECRET_PREFIX: secretPrefix(tenant.tenant),
        BINDINGS: JSON.stringify(bindings),
        ...(tenant.source === undefined ? {} : { SOURCE: tenant.source }),
        ...(operation.sensitive && tenant.sensitiveOperations.requireActorAndReason
          ? { REQUIRE_ACTOR_AND_REASON: 'true' }
          : {}),
        ...(keepsRecords(operation) ? recordSettings(table, tenant) : {}),
      },
      permissions: [
        mayReadSecrets(scope, secretsOf(tenant.tenant, operation.family)),
        throughService('secretsmanager', key, scope),
        ...(keepsRecords(operation) ? mayKeepRecords(table, key, scope) : []),
      ],
      acknowledgements: [readsAnySolutionProvider(tenant.region, secretsOf(tenant.tenant, operation.family))],
    });
  }
}

/** Every Solution Provider’s secret of a family. Secrets Manager ends an ARN in six characters of its own. */
const secretsOf = (tenant: string, family: ApiFamily): string =>
  `secret:${secretName(secretPrefix(tenant), '*', family)}-??????`;

const mayReadSecrets = (scope: Construct, resource: string): PolicyStatement =>
  new PolicyStatement({
    actions: ['secretsmanager:GetSecretValue'],
    resources: [Stack.of(scope).formatArn({ service: 'secretsmanager', resource })],
  });

const readsAnySolutionProvider = (region: string, resource: string): Acknowledgment => ({
  id: `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:secretsmanager:${region}:<AWS::AccountId>:${resource}]`,
  reason:
    'The function serves every Solution Provider of the tenant; a policy that names each would outgrow IAM’s limit.',
});
