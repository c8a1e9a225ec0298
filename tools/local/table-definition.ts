import type { CreateTableCommandInput, KeySchemaElement } from '@aws-sdk/client-dynamodb';
import { tableDefinition, type TableKey } from '#platform/table/table-definition';

/** The gateway's one table, as the deployment makes it. */
export const createTableInput = (TableName: string): CreateTableCommandInput => {
  const { key, indexes } = tableDefinition;
  const attributes = [key, ...Object.values(indexes)].flatMap(({ partition, sort }) => [partition, sort]);
  return {
    TableName,
    KeySchema: schemaOf(key),
    AttributeDefinitions: attributes.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    GlobalSecondaryIndexes: Object.entries(indexes).map(([IndexName, index]) => ({
      IndexName,
      KeySchema: schemaOf(index),
      Projection: { ProjectionType: 'ALL' },
    })),
    BillingMode: 'PAY_PER_REQUEST',
  };
};

const schemaOf = ({ partition, sort }: TableKey): KeySchemaElement[] => [
  { AttributeName: partition, KeyType: 'HASH' },
  { AttributeName: sort, KeyType: 'RANGE' },
];
