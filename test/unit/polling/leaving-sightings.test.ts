import { operation as getPortIn } from '#operations/get-port-in/operation';
import { createTable, type Table } from '#platform/table/table';
import { leavingSightings } from '#polling/leaving-sightings';
import { newSightingItem } from '#polling/sighting';
import type { CallContext } from '#requests/call-context';
import { tableName } from '../../support/dynalite-client';
import { quickClient } from '../../support/quick-client';

const context: CallContext = {
  operation: getPortIn,
  request: { path: { portInId: 'P1' }, query: {} },
  solutionProvider: 'SP-A',
  clientId: 'client',
};
const key = { pk: 'SP#SP-A', sk: 'PORT-IN#P1' };

/** What a read would do to the table, were it let. */
const left = async (work: (table: Table) => Promise<unknown>) => {
  const table = createTable(quickClient(), tableName);
  await table.put({ ...key, state: 'pending' });
  jest.spyOn(table, 'put');
  jest.spyOn(table, 'update');
  jest.spyOn(table, 'putAll');
  jest.spyOn(table, 'delete');
  const effectsOn = (given: Table) => ({ recordObservation: async () => void (await work(given)) });
  await leavingSightings(effectsOn, { table, now: () => 5 }).recordObservation(context, {});
  return { ...table, puts: jest.mocked(table.put).mock.calls };
};

it.each<[string, (table: Table) => Promise<unknown>]>([
  ['put', (table) => table.put({ ...key, state: 'completed' })],
  ['changed', (table) => table.update({ key, set: { state: 'completed' } })],
  ['put with others', (table) => table.putAll([{ ...key, state: 'completed' }])],
  ['deleted', (table) => table.delete(key)],
  ['changed after it was read', async (table) => (await table.get(key)) && table.update({ key, set: { a: 1 } })],
])('where anything would be %s leaves a sighting, and nothing else', async (_, work) => {
  const { puts, get, update, putAll, delete: deleted } = await left(work);
  expect(puts).toEqual([[newSightingItem(context, 5)]]);
  for (const one of [update, putAll, deleted]) expect(one).not.toHaveBeenCalled();
  expect(await get(key)).toEqual({ ...key, state: 'pending' });
});

it('leaves nothing where nothing would be written', async () => {
  expect((await left((table) => table.get(key))).puts).toEqual([]);
});

it('leaves nothing where looking fails, and says so', async () => {
  await expect(left(() => Promise.reject(new Error('out of order')))).rejects.toThrow('out of order');
});
