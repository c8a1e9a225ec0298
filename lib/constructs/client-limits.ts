import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { Environment } from '#platform/environment';
import { clientCalls } from '#platform/table/keys';
import type { TableRights } from '#platform/table/table-rights';
import type { Tenant } from '../config/tenant';
import { mayUseTable } from './table-permissions';

type Limited = Pick<Tenant, 'clientLimits'>;

/** What a function that clients call is told. */
export const limitSettings = (table: Table, { clientLimits }: Limited): Partial<Environment> =>
  clientLimits ? { tableName: table.tableName, clientLimits } : {};

/** The rights, and counting calls where clients are limited. */
export const withCounting = (rights: TableRights, { clientLimits }: Limited): TableRights =>
  clientLimits ? { ...rights, update: [...(rights.update ?? []), clientCalls] } : rights;

/** Counting calls, for a function that may do nothing else in the table. */
export const mayCountCalls = (table: Table, key: IKey, scope: Construct, tenant: Limited): PolicyStatement[] =>
  tenant.clientLimits ? mayUseTable(table, key, scope, { name: 'CountCalls', rights: withCounting({}, tenant) }) : [];
