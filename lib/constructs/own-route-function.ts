import { Duration } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Code } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { Route } from '#operations/define-operation';
import { pollReads } from '#polling/poll-reads';
import type { ResolvedBinding } from '#runtime/settings';
import type { Tenant } from '../config/tenant';
import { GatewayFunction } from './gateway-function';
import { mayKeepRecords, recordSettings } from './records';

export interface OwnRouteFunctionProps {
  tenant: Tenant;
  route: Route;
  /** Every operation’s. */
  bindings: Record<string, ResolvedBinding>;
  table: Table;
  code: Code;
  key: IKey;
}

/** The function of a route of the gateway’s own: records, and no way to anyone’s credentials. */
export class OwnRouteFunction extends GatewayFunction {
  constructor(scope: Construct, id: string, { tenant, route, bindings, table, code, key }: OwnRouteFunctionProps) {
    super(scope, id, {
      tenant,
      name: route.id,
      description: route.summary,
      code,
      key,
      timeout: Duration.seconds(29),
      environment: {
        TENANT: tenant.tenant,
        ...recordSettings(table, tenant),
        BOUND_READS: pollReads.filter((id) => bindings[id]?.baseUrl !== undefined).join(' '),
      },
      permissions: mayKeepRecords(table, key, scope),
    });
  }
}
