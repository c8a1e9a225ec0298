import { GetItemCommand, PutItemCommand, QueryCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Restrictions } from '#domain/restriction';
import { restrictionChangeSchema, restrictionsSchema, type RestrictionChange } from '#platform/restrictions';
import { restrictionChanges, restrictions } from '#platform/table/keys';
import { tableNameOf, type Deployment } from './deployment';

/** Which Solution Providers are restricted now. @throws Error of AWS */
export const restrictionsOf = async (deployment: Deployment): Promise<Restrictions> => {
  const Key = marshall(restrictions.key.of({}));
  const TableName = await tableNameOf(deployment);
  const { Item } = await deployment.aws.dynamoDb.send(new GetItemCommand({ TableName, Key, ConsistentRead: true }));
  return restrictionsSchema.parse((Item && unmarshall(Item)['restricted']) ?? {});
};

/** The latest changes of a Solution Provider’s, latest first. @throws Error of AWS */
export const changesOf = async (
  deployment: Deployment,
  solutionProvider: string,
  most: number,
): Promise<RestrictionChange[]> => {
  const { Items = [] } = await deployment.aws.dynamoDb.send(
    new QueryCommand({
      TableName: await tableNameOf(deployment),
      KeyConditionExpression: 'pk = :partition',
      ExpressionAttributeValues: marshall({ ':partition': restrictionChanges.key.partitionOf({ solutionProvider }) }),
      ScanIndexForward: false,
      Limit: most,
    }),
  );
  return Items.map((item) => restrictionChangeSchema.parse(unmarshall(item)));
};

/** Who and why is stored first: what holds without anybody being named for it must not be. @throws Error of AWS */
export const changeRestriction = async (deployment: Deployment, change: RestrictionChange): Promise<void> => {
  const { solutionProvider, at, to } = change;
  const { dynamoDb } = deployment.aws;
  const TableName = await tableNameOf(deployment);
  const Item = marshall({ ...restrictionChanges.key.of({ solutionProvider, at }), ...change });
  await dynamoDb.send(new PutItemCommand({ TableName, Item }));
  const item = { TableName, Key: marshall(restrictions.key.of({})), ReturnValues: 'ALL_NEW' } as const;
  // A member of a map cannot be set while there is no map.
  await dynamoDb.send(
    new UpdateItemCommand({
      ...item,
      UpdateExpression: 'SET #all = if_not_exists(#all, :none)',
      ExpressionAttributeNames: { '#all': 'restricted' },
      ExpressionAttributeValues: { ':none': { M: {} } },
    }),
  );
  await dynamoDb.send(
    new UpdateItemCommand({
      ...item,
      ExpressionAttributeNames: { '#all': 'restricted', '#one': solutionProvider },
      ...(to === 'enabled'
        ? { UpdateExpression: 'REMOVE #all.#one' }
        : { UpdateExpression: 'SET #all.#one = :to', ExpressionAttributeValues: { ':to': { S: to } } }),
    }),
  );
};
