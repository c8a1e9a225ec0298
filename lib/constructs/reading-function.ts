import type { Duration } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Code } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { Operation } from '#domain/define-operation';
import type { DataKeyPurpose } from '#platform/data-keys/data-keys';
import type { Environment } from '#platform/environment';
import type { ResolvedBinding } from '#platform/resolved-binding';
import type { TableRights } from '#platform/table/table-rights';
import type { Tenant } from '../config/tenant';
import { secretPrefix } from '../names';
import { mayReadDataKeys } from './data-keys';
import { GatewayFunction, throughService } from './gateway-function';
import { recordSettings } from './records';
import { mayReadSecretsInSession } from './secrets';
import { mayUseTable, mayUseTableInSession } from './table-permissions';

export interface ReadingFunctionProps {
  tenant: Tenant;
  name: string;
  description: string;
  /** Operations it reads AT&T with. */
  reads: readonly Operation[];
  timeout: Duration;
  /** Why nothing is lost when an invocation fails, for cdk-nag. */
  afterFailure: string;
  isTraced?: boolean;
  environment?: Partial<Environment>;
  /** Keys of the tenant’s own it works with. */
  dataKeys?: readonly DataKeyPurpose[];
  table: Table;
  /** What it may do in the table, under a name for its role. */
  rights: { name: string; rights: TableRights };
  /** What it may do there besides, before it knows for whom; named likewise. Default: nothing. */
  ownRights?: { name: string; rights: TableRights };
  key: IKey;
  /** Every operation’s; it is told those of its reads and those the tenant states. */
  bindings: Record<string, ResolvedBinding>;
  isSimulated: boolean;
  code: Code;
}

/** A function that reads AT&T on the gateway’s own account and records what it sees, for one Solution Provider after the other. */
export class ReadingFunction extends GatewayFunction {
  constructor(scope: Construct, id: string, props: ReadingFunctionProps) {
    const { tenant, table, rights, key, isSimulated, environment = {}, dataKeys = [], ownRights, ...shared } = props;
    const bound = boundReads(props);
    // Of what cannot be asked no credentials are needed.
    const families = [...new Set(bound.map(([{ family }]) => family))];
    const readingSecrets = throughService('secretsmanager', key, scope);
    super(scope, id, {
      ...shared,
      tenant,
      key,
      environment: {
        environment: isSimulated ? 'simulator' : tenant.environment,
        secretPrefix: secretPrefix(tenant.tenant),
        bindings: Object.fromEntries(bound.map(([{ id }, binding]) => [id, binding])),
        source: tenant.source,
        ...recordSettings(table, tenant),
        ...environment,
      },
      permissions: [
        ...(dataKeys.length === 0 ? [] : [mayReadDataKeys(scope, tenant.tenant, dataKeys), readingSecrets]),
        ...(ownRights ? mayUseTable(table, key, scope, ownRights) : []),
      ],
      inSession: [
        ...(families.length === 0 ? [] : [mayReadSecretsInSession(scope, tenant.tenant, families), readingSecrets]),
        ...mayUseTableInSession(table, key, scope, rights),
      ],
    });
  }
}

/** Bindings of the reads that reach AT&T. One that does not is left out: it cannot be asked. */
const boundReads = ({ reads, bindings }: ReadingFunctionProps): [Operation, ResolvedBinding][] =>
  reads.flatMap((read): [Operation, ResolvedBinding][] => {
    const binding = bindings[read.id];
    return binding?.baseUrl === undefined ? [] : [[read, binding]];
  });
