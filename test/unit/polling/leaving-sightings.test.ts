import { operation as getPortIn } from '#operations/get-port-in/operation';
import { createTable, type Table } from '#platform/table/table';
import { leavingSightings } from '#polling/leaving-sightings';
import { newSightingItem, sightingKey, sightingSchema } from '#polling/sighting';
import type { CallContext } from '#requests/call-context';
import { tableName } from '../../support/dynalite-client';
import { quickClient } from '../../support/quick-client';
import { watchedClient } from '../../support/watched-client';

const context: CallContext = {
  operation: getPortIn,
  request: { path: { portInId: 'P1' }, query: {} },
  solutionProvider: 'SP-A',
  clientId: 'client',
};
const key = { pk: 'SP#SP-A', sk: 'PORT-IN#P1' };

/** What a read does to the table that would do so. */
const left = async (work: (table: Table) => Promise<unknown>) => {
  const client = watchedClient(quickClient());
  const table = createTable(client, tableName);
  await table.put({ ...key, state: 'pending' });
  client.rest();
  const effectsOn = (given: Table) => ({ recordObservation: () => work(given).then(() => undefined) });
  await leavingSightings(effectsOn, { table, now: () => 5 }).recordObservation(context, {});
  return { table, written: client.sent.filter((command) => command !== 'GetItem') };
};

it.each<[string, (table: Table) => Promise<unknown>]>([
  ['put', (table) => table.put({ ...key, state: 'completed' })],
  ['changed', (table) => table.update({ key, set: { state: 'completed' } })],
  ['put with others', (table) => table.putAll([{ ...key, state: 'completed' }])],
  ['deleted', (table) => table.delete(key)],
  ['changed after it was read', async (table) => (await table.get(key)) && table.update({ key, set: { a: 1 } })],
])('where anything would be %s leaves a sighting, and nothing else', async (_, work) => {
  const { table, written } = await left(work);
  expect(written).toEqual(['PutItem']);
  const sighting = newSightingItem(context, 5);
  expect(await table.get(sightingKey(sightingSchema.parse(sighting)))).toEqual(sighting);
  expect(await table.get(key)).toEqual({ ...key, state: 'pending' });
});

it('leaves nothing where nothing would be written', async () => {
  expect((await left((table) => table.get(key))).written).toEqual([]);
});

it('leaves nothing where looking fails, and says so', async () => {
  await expect(left(() => Promise.reject(new Error('out of order')))).rejects.toThrow('out of order');
});
