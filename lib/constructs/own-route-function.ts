import { Duration } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Code } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { Operation } from '#domain/define-operation';
import { polledReads } from '#operations/polled-reads';
import type { Environment } from '#platform/environment';
import type { ResolvedBinding } from '#platform/resolved-binding';
import type { RouteGroup, RouteResource } from '#routes/define-group';
import { crossOriginSettings } from '../config/cross-origin';
import type { Tenant } from '../config/tenant';
import { secretPrefix } from '../names';
import { bulkWriterArn, callSettings, mayMakeWrites, mayStartBulkWriter } from './bulk-writer';
import { mayReadDataKeys } from './data-keys';
import { GatewayFunction, throughService } from './gateway-function';
import { mayUseTableInSession } from './table-permissions';

export interface OwnRouteFunctionProps {
  tenant: Tenant;
  group: RouteGroup;
  operations: readonly Operation[];
  /** Every operation’s. */
  bindings: Record<string, ResolvedBinding>;
  table: Table;
  code: Code;
  key: IKey;
}

/** The function of a group of the gateway’s own routes: what the group says it may do, for whom it is called, and no way to anyone’s credentials. */
export class OwnRouteFunction extends GatewayFunction {
  constructor(scope: Construct, id: string, props: OwnRouteFunctionProps) {
    const { tenant, group, table, code, key } = props;
    const used = (group.uses ?? []).map((resource) => resources[resource](scope, props));
    super(scope, id, {
      tenant,
      name: group.id,
      description: group.description,
      code,
      key,
      timeout: Duration.seconds(29),
      environment: {
        tableName: table.tableName,
        ...crossOriginSettings(tenant),
        ...together((group.told ?? []).map((setting) => told[setting](props))),
        ...together(used.map(({ settings }) => settings)),
      },
      permissions: used.flatMap(({ permissions }) => permissions),
      inSession: mayUseTableInSession(table, key, scope, { name: pascalCase(group.id), rights: group.may }),
    });
  }
}

const together = (settings: readonly Partial<Environment>[]): Partial<Environment> =>
  settings.reduce((all, some) => ({ ...all, ...some }), {});

/** `bulk-read` as `BulkRead`. */
const pascalCase = (id: string): string => id.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());

const told: Record<NonNullable<RouteGroup['told']>[number], (props: OwnRouteFunctionProps) => Partial<Environment>> = {
  workflow: ({ tenant: { workflow } }) => ({ workflow }),
  boundReads: ({ bindings }) => ({
    boundReads: polledReads.map(({ id }) => id).filter((id) => bindings[id]?.baseUrl !== undefined),
  }),
};

interface Used {
  settings: Partial<Environment>;
  permissions: PolicyStatement[];
}

/** What a group is told and may do for each thing it uses. */
const resources: Record<RouteResource, (scope: Construct, props: OwnRouteFunctionProps) => Used> = {
  'data-keys': (scope, { tenant: { tenant }, key }) => ({
    settings: callSettings(tenant),
    permissions: [
      mayReadDataKeys(scope, tenant, ['bulk-rows', 'fingerprints']),
      throughService('secretsmanager', key, scope),
    ],
  }),
  'answer-key': (scope, { tenant: { tenant }, key }) => ({
    settings: { secretPrefix: secretPrefix(tenant) },
    permissions: [mayReadDataKeys(scope, tenant, ['answers']), throughService('secretsmanager', key, scope)],
  }),
  'webhook-key': (scope, { tenant: { tenant }, key }) => ({
    settings: { secretPrefix: secretPrefix(tenant) },
    permissions: [mayReadDataKeys(scope, tenant, ['webhook-secrets']), throughService('secretsmanager', key, scope)],
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
