import { BatchWriteItemCommand, type WriteRequest } from '@aws-sdk/client-dynamodb';
import { createTable } from '#platform/table/table';
import { tableName, type Client } from '../../../support/dynalite-client';
import { quickClient } from '../../../support/quick-client';

const items = Array.from({ length: 5 }, (_, index) => ({ pk: 'SP#SP-A', sk: `ORDER-ID#${index}`, quoteId: 'q' }));

/** Takes only the first items of a batch: as many as stand for it, in turn; all where nothing does. */
const takingSome = (...taken: number[]) => {
  const client = quickClient();
  const batches: number[] = [];
  const send = async (command: Parameters<Client['send']>[0]): Promise<unknown> => {
    if (!(command instanceof BatchWriteItemCommand)) return client.send(command);
    // The SDK takes another form of an item as well, which the gateway does not use.
    const requests = command.input.RequestItems![tableName] as WriteRequest[];
    batches.push(requests.length);
    const some = requests.slice(0, taken.shift());
    if (some.length > 0) await client.send(new BatchWriteItemCommand({ RequestItems: { [tableName]: some } }));
    const left = requests.slice(some.length);
    return { UnprocessedItems: left.length > 0 ? { [tableName]: left } : {} };
  };
  return { batches, table: createTable({ send: send as Client['send'] }, tableName) };
};

describe('items put together', () => {
  it.each([
    ['at once', [], [5]],
    ['once the table has left some unprocessed', [2], [5, 3]],
    ['once it has left all of them', [0, 0], [5, 5, 5]],
    ['a few at a time', [1, 1, 1, 1], [5, 4, 3, 2, 1]],
  ])('are all there: %s', async (_, taken, batches) => {
    const world = takingSome(...taken);
    await world.table.putAll(items);
    for (const item of items) expect(await world.table.get({ pk: item.pk, sk: item.sk })).toEqual(item);
    expect(world.batches).toEqual(batches);
  });

  it('are said not to be there when the table goes on leaving one', async () => {
    const { table } = takingSome(4, 0, 0, 0, 0, 0);
    await expect(table.putAll(items)).rejects.toMatchObject({ code: 'service-unavailable' });
  });
});
