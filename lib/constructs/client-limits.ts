import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Environment } from '#platform/environment';
import { clientCalls } from '#platform/table/keys';
import type { TableRights } from '#platform/table/table-rights';
import type { Tenant } from '../config/tenant';

type Limited = Pick<Tenant, 'clientLimits'>;

/** What a function that clients call is told. */
export const limitSettings = (table: Table, { clientLimits }: Limited): Partial<Environment> =>
  clientLimits ? { tableName: table.tableName, clientLimits } : {};

/** The rights, and counting calls where clients are limited. */
export const withCounting = (rights: TableRights, { clientLimits }: Limited): TableRights =>
  clientLimits ? { ...rights, update: [...(rights.update ?? []), clientCalls] } : rights;
