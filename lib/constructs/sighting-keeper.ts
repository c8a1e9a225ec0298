import { Duration } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Code, IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { keeperRights } from '#entry/background-rights';
import type { ResolvedBinding } from '#platform/resolved-binding';
import { sightableSettings } from '../config/sightable';
import type { Tenant } from '../config/tenant';
import { sightingKeeperName } from '../names';
import { GatewayFunction } from './gateway-function';
import { mayUseTable } from './table-permissions';

export interface SightingKeeperProps {
  tenant: Tenant;
  table: Table;
  key: IKey;
  /** Every operation’s. */
  bindings: Record<string, ResolvedBinding>;
  code: Code;
}

/** Puts the sightings of reads, whose own functions put nothing. It can put nothing else, read nothing, and ask AT&T nothing. */
export class SightingKeeper extends GatewayFunction {
  constructor(scope: Construct, id: string, { tenant, table, key, bindings, code }: SightingKeeperProps) {
    super(scope, id, {
      tenant,
      name: sightingKeeperName,
      description: 'Keeps that AT&T is to be asked about what a read has shown',
      code,
      key,
      // Nobody waits longer for it than 3.5 seconds.
      timeout: Duration.seconds(10),
      afterFailure: 'The function of a read waits for it, and what it does not keep the next read shows again.',
      environment: { tableName: table.tableName, ...sightableSettings(tenant, bindings) },
      permissions: mayUseTable(table, key, scope, { name: 'KeepSightings', rights: keeperRights }),
    });
  }
}

/** Having sightings kept, and nothing else. */
export const mayLeaveSightings = ({ functionArn }: IFunction): PolicyStatement =>
  new PolicyStatement({
    sid: 'LeaveSightings',
    actions: ['lambda:InvokeFunction'],
    resources: [functionArn],
  });
