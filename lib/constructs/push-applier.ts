import { Duration } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Code } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { pushApplierRights } from '#entry/background-rights';
import { pushApplierName } from '#pushes/push-applier-name';
import type { Tenant } from '../config/tenant';
import { mayReadDataKeys } from './data-keys';
import { GatewayFunction, throughService } from './gateway-function';
import { recordSettings, solutionProviderSettings } from './records';
import { secretPrefix } from '../names';
import { nextRunGoesOn, runEvery } from './run-every';
import { mayStartPollers, statusPollerArn } from './status-poller';
import { mayUseTableInSession } from './table-permissions';

export interface PushApplierProps {
  tenant: Tenant;
  table: Table;
  key: IKey;
  code: Code;
}

/** Looks at messages that are kept, at once and every minute. AT&T cannot call it, and it cannot ask AT&T anything. */
export class PushApplier extends GatewayFunction {
  constructor(scope: Construct, id: string, { tenant, table, key, code }: PushApplierProps) {
    super(scope, id, {
      tenant,
      name: pushApplierName,
      description: 'Looks at what AT&T has pushed and changes what it changes',
      code,
      key,
      timeout: Duration.seconds(55),
      afterFailure: nextRunGoesOn,
      environment: {
        ...recordSettings(table, tenant),
        ...solutionProviderSettings(tenant),
        secretPrefix: secretPrefix(tenant.tenant),
        statusPollerArn: statusPollerArn(scope, tenant.tenant),
      },
      permissions: [
        mayReadDataKeys(scope, tenant.tenant, ['pushes']),
        throughService('secretsmanager', key, scope),
        mayStartPollers(scope, tenant.tenant),
      ],
      inSession: mayUseTableInSession(table, key, scope, { name: 'ApplyPushes', rights: pushApplierRights }),
    });
    runEvery(this, tenant, pushApplierName, 'Has undecided pushes looked at again');
  }
}
