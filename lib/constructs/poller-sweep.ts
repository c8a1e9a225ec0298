import { Duration } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Code } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { sweepRights } from '#entry/background-rights';
import type { Tenant } from '../config/tenant';
import { pollerSweepName } from '../names';
import { bulkWriterArn, mayStartBulkWriter } from './bulk-writer';
import { GatewayFunction } from './gateway-function';
import { recordSettings, solutionProviderSettings } from './records';
import { byScheduleAlone, runEvery } from './run-every';
import { mayStartPollers, statusPollerArn } from './status-poller';
import { mayUseTable } from './table-permissions';

export interface PollerSweepProps {
  tenant: Tenant;
  table: Table;
  key: IKey;
  code: Code;
}

/** Starts, every minute, pollers of what should have been polled by now. It cannot ask AT&T anything. */
export class PollerSweep extends GatewayFunction {
  constructor(scope: Construct, id: string, { tenant, table, key, code }: PollerSweepProps) {
    super(scope, id, {
      tenant,
      name: pollerSweepName,
      description: 'Starts pollers of what should have been polled by now',
      code,
      key,
      timeout: Duration.seconds(55),
      ...byScheduleAlone,
      environment: {
        ...recordSettings(table, tenant),
        ...solutionProviderSettings(tenant),
        statusPollerArn: statusPollerArn(scope, tenant.tenant),
        bulkWriterArn: bulkWriterArn(scope, tenant.tenant),
      },
      permissions: [
        ...mayUseTable(table, key, scope, { name: 'SweepUp', rights: sweepRights }),
        mayStartPollers(scope, tenant.tenant),
        mayStartBulkWriter(scope, tenant.tenant),
      ],
    });
    runEvery(this, tenant, pollerSweepName, 'Has lost status pollers started again');
  }
}
