import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Operation } from '#domain/define-operation';
import type { Tenant } from '../config/tenant';

/** What a function that keeps records is told. */
export const recordSettings = (table: Table, { workflow }: Tenant) => ({ tableName: table.tableName, workflow });

/** What a function is told that goes through the tenant’s Solution Providers, or serves no others. */
export const solutionProviderSettings = ({ solutionProviders }: Tenant) => ({
  solutionProviders: solutionProviders.map(({ id }) => id),
});

/** Whether an operation’s function keeps answers for a moment, or tells those that do of changes. */
export const takesPartInReadCache = (
  { cacheable, family, idempotency }: Operation,
  { readCacheSeconds }: Pick<Tenant, 'readCacheSeconds'>,
): boolean => readCacheSeconds > 0 && (cacheable !== undefined || (family === 'mobility' && idempotency !== 'safe'));

/** What such a function is told. */
export const readCacheSettings = (table: Table, { readCacheSeconds }: Pick<Tenant, 'readCacheSeconds'>) => ({
  tableName: table.tableName,
  readCacheSeconds,
});

/** What a function that begins to follow port-ins is told of when they are due. */
export const portInSettings = ({ polling }: Tenant) => ({ portInSla: polling.portInSla });
