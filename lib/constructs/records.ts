import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import type { Operation } from '#domain/define-operation';
import { auditEntries, changeMarks, clientGrants, restrictionChanges, restrictions } from '#platform/table/keys';
import type { Tenant } from '../config/tenant';
import { tableDefinition } from '#platform/table/table-definition';
import { throughService } from './gateway-function';

/** What a function that keeps records is told. */
export const recordSettings = (table: Table, { workflow }: Tenant) => ({ tableName: table.tableName, workflow });

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

/** Seeing what was changed, for a function that keeps no records. */
export const mayReadChangeMarks = (table: Table, key: IKey, scope: Construct): PolicyStatement[] => [
  new PolicyStatement({
    sid: 'ReadChangeMarks',
    actions: ['dynamodb:GetItem'],
    resources: [table.tableArn],
    conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [`${changeMarks.key.partitionPrefix}*`] } },
  }),
  throughService('dynamodb', key, scope),
];

/** What a function that begins to follow port-ins is told of when they are due. */
export const portInSettings = ({ polling }: Tenant) => ({ portInSla: polling.portInSla });

/** Who may call, and for whom: no function that keeps records may read or write it. */
export const callersPartitions = [
  clientGrants.key.partitionOf({ clientId: '*' }),
  restrictions.key.partition,
  restrictionChanges.key.partitionOf({ solutionProvider: '*' }),
];

/** Reading which Solution Providers are restricted, for what works without a caller. */
export const mayReadRestrictions = (table: Table): PolicyStatement =>
  new PolicyStatement({
    sid: 'ReadRestrictions',
    actions: ['dynamodb:GetItem'],
    resources: [table.tableArn],
    conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [restrictions.key.partition] } },
  });

/** Reading the grants of clients, and what restricts them. */
export const mayReadGrants = (table: Table): PolicyStatement =>
  new PolicyStatement({
    sid: 'ReadGrants',
    actions: ['dynamodb:GetItem'],
    resources: [table.tableArn],
    conditions: {
      'ForAllValues:StringLike': {
        'dynamodb:LeadingKeys': [clientGrants.key.partitionOf({ clientId: '*' }), restrictions.key.partition],
      },
    },
  });

/** Partitions that functions which keep records have no business in: who may call, and who did what. */
export const notOfFunctions: readonly string[] = [...callersPartitions, `${auditEntries.key.partitionPrefix}*`];

/** Reading and writing every item but those that decide who may call, and the audit. */
export const mayKeepRecords = (table: Table, key: IKey, scope: Construct): PolicyStatement[] => [
  new PolicyStatement({
    sid: 'KeepRecords',
    actions: [
      'dynamodb:BatchWriteItem',
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      'dynamodb:Query',
      'dynamodb:UpdateItem',
    ],
    resources: [
      table.tableArn,
      ...Object.keys(tableDefinition.indexes).map((index) => `${table.tableArn}/index/${index}`),
    ],
    conditions: {
      'ForAllValues:StringNotLike': { 'dynamodb:LeadingKeys': notOfFunctions },
    },
  }),
  throughService('dynamodb', key, scope, ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey']),
];
