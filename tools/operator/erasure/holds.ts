import { createHash } from 'node:crypto';
import { DeleteItemCommand, PutItemCommand, ScanCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import { holds as stored } from '#platform/table/keys';
import { tableNameOf, type Deployment } from '../deployment';
import { subjectSchema, type Subject } from './subject';
import type { Surveyed } from './survey';

export const holdSchema = z.object({
  holdId: z.string(),
  subject: subjectSchema,
  reason: z.string(),
  by: z.string(),
  at: z.iso.datetime(),
});
/** Whose data nobody may erase, and does not expire. */
export type Hold = z.output<typeof holdSchema>;

/** The same hold of a subject has the same id. */
export const holdIdOf = (subject: Subject): string =>
  `hold_${createHash('sha256').update(JSON.stringify(subject)).digest('base64url').slice(0, 12)}`;

/** @throws Error of AWS */
export const holdsOf = async (deployment: Deployment): Promise<Hold[]> => {
  const TableName = await tableNameOf(deployment);
  const found: Hold[] = [];
  let ExclusiveStartKey: Record<string, never> | undefined;
  do {
    const page = await deployment.aws.dynamoDb.send(
      new ScanCommand({
        ...{ TableName, ExclusiveStartKey, ConsistentRead: true },
        FilterExpression: 'begins_with(pk, :hold)',
        ExpressionAttributeValues: marshall({ ':hold': stored.key.partitionPrefix }),
      }),
    );
    for (const item of page.Items ?? []) found.push(holdSchema.parse(unmarshall(item)));
    ExclusiveStartKey = page.LastEvaluatedKey as Record<string, never> | undefined;
  } while (ExclusiveStartKey);
  return found;
};

export const putHold = async (deployment: Deployment, hold: Hold): Promise<void> => {
  const Item = marshall({ ...stored.key.of(hold), ...hold });
  await deployment.aws.dynamoDb.send(new PutItemCommand({ TableName: await tableNameOf(deployment), Item }));
};

export const deleteHold = async (deployment: Deployment, holdId: string): Promise<void> => {
  const Key = marshall(stored.key.of({ holdId }));
  await deployment.aws.dynamoDb.send(new DeleteItemCommand({ TableName: await tableNameOf(deployment), Key }));
};

/** The year 2100: an item that has an end keeps one, because some are told apart by it. */
export const heldUntil = Date.UTC(2100, 0) / 1000;

export const isHeld = ({ expiresAt }: Surveyed): boolean => expiresAt === heldUntil;

/** Lets an item expire no more, or when it would have. False where it has changed meanwhile. @throws Error of AWS */
export const moveEnd = async (
  deployment: Deployment,
  { key, expiresAt }: Surveyed,
  to: 'held' | 'as-before',
): Promise<boolean> => {
  const UpdateExpression =
    to === 'held'
      ? 'SET endBeforeHold = expiresAt, expiresAt = :held'
      : 'SET expiresAt = endBeforeHold REMOVE endBeforeHold';
  try {
    await deployment.aws.dynamoDb.send(
      new UpdateItemCommand({
        ...{ TableName: await tableNameOf(deployment), Key: marshall(key), UpdateExpression, ReturnValues: 'ALL_NEW' },
        ConditionExpression:
          to === 'held' ? 'expiresAt = :known' : 'expiresAt = :known AND attribute_exists(endBeforeHold)',
        ExpressionAttributeValues: marshall({ ':known': expiresAt, ...(to === 'held' && { ':held': heldUntil }) }),
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return false;
    throw error;
  }
};
