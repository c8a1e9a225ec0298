import { ConditionalCheckFailedException, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Snapshot } from '../simulator/simulator';

/** A webhook as it arrived. */
export interface ReceivedWebhook {
  headers: Record<string, string>;
  body: string;
}

export interface Remembered {
  simulator: Snapshot;
  webhooks: readonly ReceivedWebhook[];
}

/** What every instance of the deployed simulator knows. */
export interface Memory {
  /** Undefined before anything was remembered. */
  read(): Promise<{ remembered: Remembered; version: number } | undefined>;
  /** @returns false when somebody else has replaced that version meanwhile; nothing is then changed */
  replace(remembered: Remembered, version: number): Promise<boolean>;
}

const id = { S: 'simulator' };

/** In one item of a table, whose key is `id`. @throws where it outgrows DynamoDB’s 400 KB: reset the simulator more often */
export const memoryInTable = (client: Pick<DynamoDBClient, 'send'>, TableName: string): Memory => ({
  read: async () => {
    const { Item } = await client.send(new GetItemCommand({ TableName, Key: { id }, ConsistentRead: true }));
    const { version, content } = Item ?? {};
    if (content?.B === undefined) return undefined;
    const remembered = JSON.parse(gunzipSync(content.B).toString('utf8')) as Remembered;
    return { remembered, version: Number(version?.N) };
  },
  replace: async (remembered, version) => {
    const content = { B: gzipSync(JSON.stringify(remembered)) };
    const put = new PutItemCommand({
      TableName,
      Item: { id, version: { N: String(version + 1) }, content },
      ConditionExpression: version === 0 ? 'attribute_not_exists(id)' : '#version = :version',
      ...(version > 0 && {
        ExpressionAttributeNames: { '#version': 'version' },
        ExpressionAttributeValues: { ':version': { N: String(version) } },
      }),
    });
    try {
      await client.send(put);
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  },
});
