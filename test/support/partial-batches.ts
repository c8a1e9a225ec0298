import {
  BatchWriteItemCommand,
  PutItemCommand,
  type AttributeValue,
  type WriteRequest,
} from '@aws-sdk/client-dynamodb';
import { tableName, type Client } from './dynalite-client';

/** What becomes of items a batch leaves unprocessed: they are taken by themselves, refused, or the process dies first. */
export type Afterwards = 'taken' | 'refused' | 'killed';

type Stored = Record<string, AttributeValue>;

/** A client whose batches leave out what a test says, as DynamoDB does when it is throttled. */
export const partialBatches = (client: Client, isLeft: (item: Stored) => boolean, afterwards: Afterwards) => {
  const death = Promise.withResolvers<undefined>();
  let hasLeft = false;
  const send = async (command: Parameters<Client['send']>[0]): Promise<unknown> => {
    if (command instanceof BatchWriteItemCommand) {
      // The SDK takes another form of an item as well, which the gateway does not use.
      const requests = command.input.RequestItems![tableName] as WriteRequest[];
      const [left, taken] = [true, false].map((side) =>
        requests.filter(({ PutRequest }) => isLeft(PutRequest?.Item ?? {}) === side),
      ) as [WriteRequest[], WriteRequest[]];
      if (taken.length > 0) await client.send(new BatchWriteItemCommand({ RequestItems: { [tableName]: taken } }));
      hasLeft = left.length > 0;
      return { UnprocessedItems: hasLeft ? { [tableName]: left } : {} };
    }
    const isLate = hasLeft && command instanceof PutItemCommand && isLeft(command.input.Item ?? {});
    if (isLate && afterwards === 'refused') throw new Error('throttled by the test');
    if (isLate && afterwards === 'killed') {
      death.resolve(undefined);
      return new Promise(() => undefined);
    }
    return client.send(command);
  };
  // The client’s overloads cannot be written as one function type.
  return { send: send as Client['send'], died: death.promise };
};
