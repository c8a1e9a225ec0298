import { Duration } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Code, IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { pushReceiverRights } from '#entry/background-rights';
import { pushReceiverName } from '#pushes/receive-push';
import type { Tenant } from '../config/tenant';
import { secretPrefix } from '../names';
import { mayReadDataKeys } from './data-keys';
import { GatewayFunction, throughService } from './gateway-function';
import { mayReadPushSecrets, readsAnyPushSecret } from './push-secret';
import { solutionProviderSettings } from './records';
import { mayUseTable } from './table-permissions';

export interface PushReceiverProps {
  tenant: Tenant;
  pushes: NonNullable<Tenant['pushes']>;
  table: Table;
  key: IKey;
  /** What looks at messages. */
  applier: IFunction;
  code: Code;
}

/** Keeps what AT&T pushes. It can write messages and nothing else, and read none. */
export class PushReceiver extends GatewayFunction {
  constructor(scope: Construct, id: string, { tenant, pushes, table, key, applier, code }: PushReceiverProps) {
    const { secretHeader, sources } = pushes;
    super(scope, id, {
      tenant,
      name: pushReceiverName,
      description: 'Keeps what AT&T pushes and has it looked at',
      code,
      key,
      timeout: Duration.seconds(10),
      environment: {
        ...solutionProviderSettings(tenant),
        tableName: table.tableName,
        secretPrefix: secretPrefix(tenant.tenant),
        pushSecretHeader: secretHeader,
        pushSources: sources,
        pushApplierName: applier.functionName,
      },
      permissions: [
        ...mayUseTable(table, key, scope, { name: 'KeepPushes', rights: pushReceiverRights }),
        mayReadDataKeys(scope, tenant.tenant, ['pushes']),
        ...(secretHeader === undefined ? [] : [mayReadPushSecrets(scope, tenant.tenant)]),
        throughService('secretsmanager', key, scope),
        new PolicyStatement({
          sid: 'HandOnPushes',
          actions: ['lambda:InvokeFunction'],
          resources: [applier.functionArn],
        }),
      ],
      acknowledgements: secretHeader === undefined ? [] : readsAnyPushSecret(tenant.region, tenant.tenant),
    });
  }
}
