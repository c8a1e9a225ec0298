import { itemNotExists } from '#platform/table/conditions';
import { createTable, type Table } from '#platform/table/table';
import { tableName, type Client } from '../../../support/dynalite-client';
import { partialBatches } from '../../../support/partial-batches';
import { quickClient } from '../../../support/quick-client';

const items = Array.from({ length: 5 }, (_, index) => ({ pk: 'SP#SP-A', sk: `ORDER-ID#${index}`, quoteId: 'q' }));

/** Takes only so many items of a batch; refuses what comes by itself after the first few. */
const takingSome = (taken: number, later = Infinity) => {
  const client = partialBatches(quickClient(), ({ sk }) => Number(sk?.S?.split('#')[1]) >= taken, 'taken');
  const sent: string[] = [];
  const send = (command: Parameters<Client['send']>[0]): Promise<unknown> => {
    sent.push(command.constructor.name);
    if (sent.length > 1 + later) return Promise.reject(new Error('throttled by the test'));
    return client.send(command);
  };
  return { sent, table: createTable({ send: send as Client['send'] }, tableName) };
};

const stored = (table: Table) => Promise.all(items.map(({ pk, sk }) => table.get({ pk, sk })));

describe('items put together', () => {
  it.each([
    ['at once', 5],
    ['but for some, which follow', 2],
    ['after the table has left all of them', 0],
  ])('are all there: %s', async (_, taken) => {
    const { table, sent } = takingSome(taken);
    await table.putAll(items);
    expect(sent).toEqual(['BatchWriteItemCommand', ...Array<string>(5 - taken).fill('PutItemCommand')]);
    sent.length = 0;
    expect(await stored(table)).toEqual(items);
  });

  it('are all there when they are more than the table takes in one batch', async () => {
    const { table, sent } = takingSome(Infinity);
    const many = Array.from({ length: 60 }, (_, index) => ({ pk: 'SP#SP-A', sk: `ORDER-ID#${index}`, quoteId: 'q' }));
    await table.putAll(many);
    expect(sent).toEqual(['BatchWriteItemCommand', 'BatchWriteItemCommand', 'BatchWriteItemCommand']);
    expect(await Promise.all(many.map(({ pk, sk }) => table.get({ pk, sk })))).toEqual(many);
  });

  it('are said not to be there when one is never taken', async () => {
    const { table } = takingSome(3, 1);
    await expect(table.putAll(items)).rejects.toMatchObject({ code: 'service-unavailable' });
  });

  it('are left as somebody else has made them meanwhile, where only what is missing is to follow', async () => {
    const { table } = takingSome(3);
    const changed = { ...items[4]!, quoteId: 'other' };
    await table.put(changed);
    await table.putAll(items, () => itemNotExists);
    expect(await stored(table)).toEqual([...items.slice(0, 4), changed]);
  });
});
