import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import * as z from 'zod';
import type { Item, Key } from '#platform/table/table';

/** One change of one item, as the table’s stream tells it. */
export interface ItemChange {
  key: Key;
  before: Item | undefined;
  /** Absent when the item was removed. */
  after: Item | undefined;
  sequenceNumber: string;
}

const keySchema = z.object({ pk: z.string(), sk: z.string() });

export const itemChangeOf = ({ dynamodb }: DynamoDBRecord): ItemChange => ({
  key: keySchema.parse(itemOf(dynamodb?.Keys)),
  before: itemOf(dynamodb?.OldImage),
  after: itemOf(dynamodb?.NewImage),
  sequenceNumber: dynamodb?.SequenceNumber ?? '',
});

type Image = NonNullable<DynamoDBRecord['dynamodb']>['NewImage'];

// Lambda’s and the SDK’s types of the same wire format differ in how they spell “one of”.
const itemOf = (image: Image): Item | undefined => image && unmarshall(image as Record<string, AttributeValue>);
