import { createTable } from '#platform/table/table';
import { streamed } from '../../../bench/measure/streamed';
import { dynaliteClient, tableName } from '../../support/dynalite-client';

it('has what was written, before and after, once, and nothing of a write that changed nothing', async () => {
  const { client, taken } = streamed(await dynaliteClient());
  const table = createTable(client, tableName);
  const key = { pk: 'HEARTBEAT', sk: 'HEARTBEAT' };
  await table.put({ ...key, at: 'a' });
  await table.update({ key, set: { at: 'b' } });
  await table.update({ key, set: { at: 'b' } });
  await table.get(key);
  expect(taken()).toMatchObject([
    { key, before: undefined, after: { at: 'a' } },
    { key, before: { at: 'a' }, after: { at: 'b' } },
  ]);
  expect(taken()).toEqual([]);
  await table.putAll([{ ...key, at: 'c' }]);
  expect(taken()).toMatchObject([{ key, before: { at: 'b' }, after: { at: 'c' } }]);
});
