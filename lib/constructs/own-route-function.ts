import { Duration } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Code } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { Operation } from '#domain/define-operation';
import { polledReads } from '#operations/polled-reads';
import type { OwnRoute, RouteResource } from '#routes/define-route';
import type { Environment } from '#platform/environment';
import type { ResolvedBinding } from '#platform/resolved-binding';
import type { Tenant } from '../config/tenant';
import { bulkWriterArn, callSettings, mayMakeWrites, mayStartBulkWriter } from './bulk-writer';
import { mayReadDataKeys } from './data-keys';
import { GatewayFunction, throughService } from './gateway-function';
import { mayKeepRecords, recordSettings } from './records';

export interface OwnRouteFunctionProps {
  tenant: Tenant;
  route: OwnRoute;
  operations: readonly Operation[];
  /** Every operation’s. */
  bindings: Record<string, ResolvedBinding>;
  table: Table;
  code: Code;
  key: IKey;
}

/** The function of a route of the gateway’s own: records, what it says it uses, and no way to anyone’s credentials. */
export class OwnRouteFunction extends GatewayFunction {
  constructor(scope: Construct, id: string, props: OwnRouteFunctionProps) {
    const { tenant, route, bindings, table, code, key } = props;
    const used = (route.uses ?? []).map((resource) => resources[resource](scope, props));
    super(scope, id, {
      tenant,
      name: route.id,
      description: route.summary,
      code,
      key,
      timeout: Duration.seconds(29),
      environment: {
        ...recordSettings(table, tenant),
        boundReads: polledReads.map(({ id }) => id).filter((id) => bindings[id]?.baseUrl !== undefined),
        ...used.reduce<Partial<Environment>>((all, { settings }) => ({ ...all, ...settings }), {}),
      },
      permissions: [...mayKeepRecords(table, key, scope), ...used.flatMap(({ permissions }) => permissions)],
    });
  }
}

interface Used {
  settings: Partial<Environment>;
  permissions: PolicyStatement[];
}

/** What a route is told and may do for each thing it uses. */
const resources: Record<RouteResource, (scope: Construct, props: OwnRouteFunctionProps) => Used> = {
  'data-keys': (scope, { tenant: { tenant }, key }) => ({
    settings: callSettings(tenant),
    permissions: [
      mayReadDataKeys(scope, tenant, ['bulk-rows', 'fingerprints']),
      throughService('secretsmanager', key, scope),
    ],
  }),
  operations: (scope, { tenant: { tenant }, operations }) => ({
    settings: callSettings(tenant),
    permissions: mayMakeWrites(scope, tenant, operations),
  }),
  'bulk-writer': (scope, { tenant: { tenant } }) => ({
    settings: { bulkWriterArn: bulkWriterArn(scope, tenant) },
    permissions: [mayStartBulkWriter(scope, tenant)],
  }),
};
