import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import {
  partitionsOf,
  tableRights,
  writingRights,
  type TableRight,
  type TableRights,
} from '#platform/table/table-rights';
import { throughService } from './gateway-function';
import { ofSession } from './session-role';

/** What DynamoDB calls each right. */
const actionOf: Record<TableRight, string> = {
  get: 'GetItem',
  query: 'Query',
  list: 'Query',
  open: 'Query',
  put: 'PutItem',
  putAll: 'BatchWriteItem',
  update: 'UpdateItem',
  delete: 'DeleteItem',
};

const readingKey = ['kms:Decrypt'];
const writingKey = ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey'];

/** Of the partitions that pattern stands for, those that may be touched. */
type Scope = (pattern: string) => string;

/** All of them, whosever they are. */
const ofAnybody: Scope = (pattern) => `${pattern.split('{', 1)[0] ?? ''}*`;

/**
 * Those of the Solution Provider that the session is for. Where its id does not stand in the key, all. A timeline’s key has in it the
 * partition of what it is of, which ends in whose that is.
 */
const ofTheSessions: Scope = (pattern) =>
  pattern
    .replaceAll('{solutionProvider}', ofSession)
    .replaceAll('{partition}', `*#${ofSession}`)
    .replaceAll(/\{\w+\}/g, '*');

const statementsFor =
  (partitions: Scope) =>
  (
    table: Table,
    key: IKey,
    scope: Construct,
    { name, rights }: { name: string; rights: TableRights },
  ): PolicyStatement[] => {
    const granted = tableRights.filter((right) => partitionsOf(rights, right).length > 0);
    const statements = granted.map(
      (right, index) =>
        new PolicyStatement({
          ...(index === 0 && { sid: name }),
          actions: [`dynamodb:${actionOf[right]}`],
          resources: [right === 'list' || right === 'open' ? `${table.tableArn}/index/${right}` : table.tableArn],
          conditions: {
            'ForAllValues:StringLike': {
              'dynamodb:LeadingKeys': [...new Set(partitionsOf(rights, right).map(partitions))],
            },
          },
        }),
    );
    if (statements.length === 0) return [];
    const isWriting = writingRights.some((right) => granted.includes(right));
    return [...statements, throughService('dynamodb', key, scope, isWriting ? writingKey : readingKey)];
  };

/** Doing in the table what the rights say, in the partitions they name. Their name becomes part of the role’s. */
export const mayUseTable = statementsFor(ofAnybody);

/** The same in a session, as far as it is its Solution Provider’s. */
export const mayUseTableInSession = statementsFor(ofTheSessions);
