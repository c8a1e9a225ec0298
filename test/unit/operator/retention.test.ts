import { PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { dayMs } from '#platform/table/key-pattern';
import type { Item } from '#platform/table/table';
import { parseTenant } from '../../../lib/config/tenant';
import { kindOf } from '../../../tools/data-model/check-item';
import type { ItemKindName } from '../../../tools/data-model/item-kinds';
import { tableName } from '../../support/dynalite-client';
import { operated } from '../../support/operated';
import { plantedItems, type Person } from '../../support/planted-items';

const jo: Person = {
  ...{ solutionProvider: 'A-06399x', number: '2125550143', customerReference: 'customer-jo', clientId: 'crm' },
  ...{ mark: 'jojojojojojojojojojojojojojojojo', place: 1 },
};
const longAgo = new Date(Date.now() - 731 * dayMs).toISOString();
const lately = new Date(Date.now() - 729 * dayMs).toISOString();
const items = plantedItems(jo);

const deployed = async (...more: readonly Item[]) => {
  const world = await operated();
  const put = (item: Item) => world.dynamoDb.send(new PutItemCommand({ TableName: tableName, Item: marshall(item) }));
  for (const item of more) await put(item);
  const kinds = async (): Promise<(ItemKindName | undefined)[]> => {
    const { Items = [] } = await world.dynamoDb.send(new ScanCommand({ TableName: tableName }));
    const found = Items.map((item) => kindOf(unmarshall(item)));
    return found.filter((kind) => kind !== undefined && !kind.startsWith('audit-')).toSorted();
  };
  const apply = (what = '') => world.gateway(`retention apply ${what} --tenant rebound`);
  return { ...world, kinds, apply };
};
const portIn = (stateAt: string, more: object = {}) => ({ ...items['port-in'][0], stateAt, ...more });
const hangingOn = [...items.note, ...items['timeline-entry'], ...items['poll-job']];

it('erases a port-in, with all that hangs on it, two years after it was final', async () => {
  const { kinds, apply } = await deployed(portIn(longAgo), ...hangingOn, ...items.line);
  expect((await apply('--dry-run')).out).toContain('port-in  1 deleted');
  expect(await kinds()).toHaveLength(5);
  expect((await apply()).exitCode).toBe(0);
  // The line whose number it was for goes on.
  expect(await kinds()).toEqual(['line']);
});

it.each([
  ['is not final', portIn(longAgo, { state: 'pending' })],
  ['has been final for less', portIn(lately)],
])('keeps one that %s', async (_, item) => {
  const { kinds, apply } = await deployed(item, ...hangingOn);
  expect((await apply()).out).toContain('Nothing is older than it may be.');
  expect(await kinds()).toHaveLength(4);
});

it('keeps what is held, and says so', async () => {
  const { kinds, apply, gateway } = await deployed(portIn(longAgo), ...hangingOn);
  await gateway('hold set --number 2125550143 --reason case-17 --tenant rebound');
  expect((await apply()).out).toContain('1 more are held');
  expect(await kinds()).toContain('port-in');
});

it('erases orders and cancelled lines by their own time, and empties records', async () => {
  const order = {
    ...items['tracked-order'][0],
    facts: { completion: { value: 'completed', at: longAgo, provenance: 'observed' } },
  };
  const line = { ...items.line[0], cancelledAt: longAgo };
  const record = { ...items['request-record'][0], finishedAt: new Date(Date.now() - 31 * dayMs).toISOString() };
  const { kinds, apply } = await deployed(order, line, ...items['line-history'], record);
  expect((await apply()).out).toContain('request-record  1 emptied');
  expect(await kinds()).toEqual(['request-record']);
});

it.each([
  ['portIns', 29, 'must keep what its record still guards'],
  ['requestContents', 0, 'at least a day'],
  ['orders', 4_000, 'at most ten years'],
])('a tenant cannot state %s: %d (%s)', (name, days) => {
  const tenant = {
    ...{ tenant: 'example', environment: 'uat', region: 'us-east-1', retention: { [name]: days } },
    solutionProviders: [{ id: 'A-06399x', families: ['mobility'] }],
  };
  expect(() => parseTenant(tenant, 'example.ts')).toThrow(`retention.${name}`);
});
