import { PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { dataKeySecretName } from '#platform/data-keys/data-keys';
import type { Item } from '#platform/table/table';
import { kindOf } from '../../../tools/data-model/check-item';
import { heldUntil } from '../../../tools/operator/erasure/holds';
import { keySecret } from '../../support/data-keys';
import { tableName } from '../../support/dynalite-client';
import { operated, operatorArn } from '../../support/operated';
import { plantedItems, type Person } from '../../support/planted-items';

const jo: Person = {
  ...{ solutionProvider: 'A-06399x', number: '2125550143', customerReference: 'customer-jo', clientId: 'crm' },
  ...{ mark: 'jojojojojojojojojojojojojojojojo', place: 1 },
};
const neighbour: Person = {
  ...{ solutionProvider: 'A-06399x', number: '2125550199', customerReference: 'customer-next', clientId: 'app' },
  ...{ mark: 'nextnextnextnextnextnextnextnext', place: 2 },
};
const setting = 'hold set --customer customer-jo --reason case-17 --tenant rebound';

const planted = async () => {
  const world = await operated();
  world.secrets.set(dataKeySecretName('att-partner-gateway/rebound', 'pushes'), keySecret());
  const put = (item: Item) =>
    world.dynamoDb.send(
      new PutItemCommand({ TableName: tableName, Item: marshall(item, { removeUndefinedValues: true }) }),
    );
  for (const person of [jo, neighbour]) for (const item of Object.values(plantedItems(person)).flat()) await put(item);
  const items = async (): Promise<Item[]> => {
    const { Items = [] } = await world.dynamoDb.send(new ScanCommand({ TableName: tableName }));
    return Items.map((item) => unmarshall(item)).filter(({ pk }) => !/^(AUDIT|HOLD)#/.test(String(pk)));
  };
  const said = async (line: string) => {
    const { out, err } = await world.gateway(`${line} --tenant rebound --json`);
    expect(err).toBe('');
    return JSON.parse(out) as Item & Item[];
  };
  return { ...world, put, items, said };
};

const record = (items: readonly Item[], { mark }: Person): Item =>
  items.find((item) => kindOf(item) === 'request-record' && String(item['pk']).endsWith(mark))!;

it.each(['--customer customer-jo', '--number 2125550143', '--solution-provider A-06399x', '--client crm'])(
  'keeps erase %s from taking anything of what is held',
  async (what) => {
    const { gateway, items } = await planted();
    await gateway(setting);
    const before = await items();
    const { err, exitCode } = await gateway(`erase ${what} --tenant rebound`);
    expect([err, exitCode]).toEqual([
      expect.stringMatching(/was erased.*held: hold_.*customer customer-jo: case-17/s),
      1,
    ]);
    expect(await items()).toEqual(before);
  },
);

it('holds nothing of the neighbour’s, who can be erased', async () => {
  const { gateway } = await planted();
  await gateway(setting);
  expect(await gateway('erase --number 2125550199 --tenant rebound')).toMatchObject({ err: '', exitCode: 0 });
});

it('keeps from expiring what would, and lets it expire when it would have once it is released', async () => {
  const { gateway, items, said } = await planted();
  const before = await items();
  const { holdId } = await said('hold set --customer customer-jo --reason case-17');
  const during = await items();
  expect(record(during, jo)).toMatchObject({ expiresAt: heldUntil, endBeforeHold: record(before, jo)['expiresAt'] });
  expect(record(during, neighbour)).toEqual(record(before, neighbour));
  expect((await gateway(`hold release --hold ${String(holdId)} --tenant rebound`)).exitCode).toBe(0);
  expect(await items()).toEqual(before);
  expect(await gateway('erase --customer customer-jo --tenant rebound')).toMatchObject({ err: '', exitCode: 0 });
});

it('takes what has come since when it is set again, and stays one hold', async () => {
  const { items, put, said } = await planted();
  await said('hold set --customer customer-jo --reason case-17');
  const late = plantedItems({ ...jo, mark: 'latelatelatelatelatelatelatelate' })['request-record'][0]!;
  await put(late);
  await said('hold set --customer customer-jo --reason case-17');
  const found = (await items()).find(({ pk }) => pk === late['pk'])!;
  expect(found['expiresAt']).toBe(heldUntil);
  expect(await said('hold list')).toMatchObject([
    { subject: { customer: 'customer-jo' }, reason: 'case-17', by: operatorArn },
  ]);
});

it('keeps what another hold keeps as well', async () => {
  const { items, said } = await planted();
  const { holdId } = await said('hold set --customer customer-jo --reason case-17');
  await said('hold set --number 2125550143 --reason case-18');
  await said(`hold release --hold ${String(holdId)}`);
  expect(record(await items(), jo)['expiresAt']).toBe(heldUntil);
});

it('refuses to release what is not there', async () => {
  const { gateway } = await planted();
  expect((await gateway('hold release --hold hold_x --tenant rebound')).exitCode).toBe(1);
  expect((await gateway('hold list --tenant rebound')).out).toBe('There is no hold.\n');
});
