import { operation as getPortIn } from '#operations/get-port-in/operation';
import { createTable, type Table } from '#platform/table/table';
import { keepSighting } from '#polling/keep-sighting';
import { leavingByKeeper, leavingSightings } from '#polling/leaving-sightings';
import { newSightingItem, sightingKey, sightingSchema } from '#polling/sighting';
import type { CallContext } from '#requests/call-context';
import { tableName } from '../../support/dynalite-client';
import { recordingLog } from '../../support/fakes';
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
  const items = quickClient();
  const [client, keepers] = [watchedClient(items), watchedClient(items)];
  const table = createTable(client, tableName);
  await table.put({ ...key, state: 'pending' });
  client.rest();
  const effectsOn = (given: Table) => ({
    recordObservation: () => work(given).then(() => undefined),
    observedKey: () => key,
  });
  const keeperTable = createTable(keepers, tableName);
  const deps = { reads: [getPortIn], isServed: () => true, table: keeperTable, log: recordingLog(), now: () => 5 };
  const leaveSighting = leavingByKeeper((_, event) => keepSighting(deps, event), 'keeper');
  await leavingSightings(effectsOn, { table, leaveSighting }).recordObservation(context, {});
  return { table, written: client.sent.filter((command) => command !== 'GetItem'), kept: keepers.sent };
};

it.each<[string, (table: Table) => Promise<unknown>]>([
  ['put', (table) => table.put({ ...key, state: 'completed' })],
  ['changed', (table) => table.update({ key, set: { state: 'completed' } })],
  ['put with others', (table) => table.putAll([{ ...key, state: 'completed' }])],
  ['deleted', (table) => table.delete(key)],
  ['changed after it was read', async (table) => (await table.get(key)) && table.update({ key, set: { a: 1 } })],
])('where anything would be %s has a sighting kept, and nothing else, and puts none itself', async (_, work) => {
  const { table, written, kept } = await left(work);
  expect([written, kept]).toEqual([[], ['PutItem']]);
  const sighting = newSightingItem(context, 5);
  expect(await table.get(sightingKey(sightingSchema.parse(sighting)))).toEqual(sighting);
  expect(await table.get(key)).toEqual({ ...key, state: 'pending' });
});

it('leaves nothing where nothing would be written', async () => {
  const { written, kept } = await left((table) => table.get(key));
  expect([written, kept]).toEqual([[], []]);
});

it('leaves nothing where looking fails, and says so', async () => {
  await expect(left(() => Promise.reject(new Error('out of order')))).rejects.toThrow('out of order');
});

it('waits until it is kept, and says so where nobody knows whether it is', async () => {
  const told: [string, object][] = [];
  await leavingByKeeper((...invoked) => {
    told.push(invoked);
    return Promise.resolve({ kept: true });
  }, 'keeper')(context);
  const seen = { solutionProvider: 'SP-A', operation: 'get-port-in', path: { portInId: 'P1' }, query: {} };
  expect(told).toEqual([['keeper', seen]]);
  const failing = Object.assign(new Error('no answer'), { name: 'TimeoutError' });
  await expect(leavingByKeeper(() => Promise.reject(failing), 'keeper')(context)).rejects.toBe(failing);
});
