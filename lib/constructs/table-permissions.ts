import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { partitionsOf, type TableRight, type TableRights } from '#platform/table/table-rights';
import { throughService } from './gateway-function';

/** What DynamoDB calls each right. */
const actionOf: Record<TableRight, string> = {
  get: 'GetItem',
  query: 'Query',
  list: 'Query',
  put: 'PutItem',
  update: 'UpdateItem',
  delete: 'DeleteItem',
};

const writes: readonly TableRight[] = ['put', 'update', 'delete'];

const readingKey = ['kms:Decrypt'];
const writingKey = ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey'];

/** Doing in the table what the rights say, in the partitions they name. Their name becomes part of the role’s. */
export const mayUseTable = (
  table: Table,
  key: IKey,
  scope: Construct,
  { name, rights }: { name: string; rights: TableRights },
): PolicyStatement[] => {
  const granted = (Object.keys(actionOf) as TableRight[]).filter((right) => rights[right] !== undefined); // keys of the closed table
  const statements = granted.map(
    (right, index) =>
      new PolicyStatement({
        ...(index === 0 && { sid: name }),
        actions: [`dynamodb:${actionOf[right]}`],
        resources: [right === 'list' ? `${table.tableArn}/index/list` : table.tableArn],
        conditions: {
          'ForAllValues:StringLike': {
            'dynamodb:LeadingKeys': partitionsOf(rights, right).map((partition) => `${partition}*`),
          },
        },
      }),
  );
  const isWriting = granted.some((right) => writes.includes(right));
  return [...statements, throughService('dynamodb', key, scope, isWriting ? writingKey : readingKey)];
};
