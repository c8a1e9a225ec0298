import { PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { dataKeySecretName } from '#platform/data-keys/data-keys';
import type { Item } from '#platform/table/table';
import { createPushContent } from '#pushes/push-content';
import { pushKey } from '#pushes/push';
import { dataKeys, keySecret } from './data-keys';
import { tableName } from './dynalite-client';
import { operated, type Operated } from './operated';
import { plantedItems, type Person } from './planted-items';

export const solutionProvider = 'A-06399x';
export const jo: Person = {
  ...{ solutionProvider, number: '2125550143', customerReference: 'customer-jo', clientId: 'crm-of-jo' },
  ...{ mark: 'jojojojojojojojojojojojojojojojo', place: 1 },
};
export const neighbour: Person = {
  ...{ solutionProvider, number: '2125550199', customerReference: 'customer-next', clientId: 'crm-next' },
  ...{ mark: 'nextnextnextnextnextnextnextnext', place: 2 },
};
export const canaries = [jo.number, '(212) 555-0143', 'customer-jo'];

const pushOf = async (person: Person): Promise<Item> => {
  const key = { solutionProvider, pushId: `push-${person.mark}` };
  const content = createPushContent(dataKeys('pushes'));
  const sealed = await content.seal(key, `<number>${person.number}</number>`);
  return {
    ...{ ...pushKey(key), ...key, ...sealed, receivedAt: '2026-08-05T15:00:00.000Z', times: 1, shown: '<number/>' },
    ...{ state: 'not-understood', looks: 1, expiresAt: 2_000_000_000 },
  };
};

/** A deployment that has everything of two people. */
export const planted = async (...people: readonly Person[]) => {
  const world = await operated();
  for (const purpose of ['pushes', 'bulk-rows'] as const)
    world.secrets.set(dataKeySecretName('att-partner-gateway/rebound', purpose), keySecret());
  const put = (item: Item) =>
    world.dynamoDb.send(
      new PutItemCommand({ TableName: tableName, Item: marshall(item, { removeUndefinedValues: true }) }),
    );
  for (const person of people) {
    for (const item of Object.values(plantedItems(person)).flat()) await put(item);
    await put(await pushOf(person));
  }
  return { ...world, world, put };
};

export const itemsIn = async ({ dynamoDb }: Pick<Operated, 'dynamoDb'>): Promise<Item[]> => {
  const { Items = [] } = await dynamoDb.send(new ScanCommand({ TableName: tableName }));
  return Items.map((item) => unmarshall(item)).filter(({ pk }) => !String(pk).startsWith('AUDIT#'));
};
export const erase = (world: Operated, what: string) => world.gateway(`erase ${what} --tenant rebound`);
