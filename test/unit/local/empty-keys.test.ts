import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import {
  BatchWriteItemCommand,
  CreateTableCommand,
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { carryOut, untilActive } from '../../../tools/local/emulated-table';
import { createTableInput } from '../../../tools/local/table-definition';
import { memoryStore, tableEmulator } from '../../../tools/local/table-emulator';

const TableName = 'table';
const ofKey = 'One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: '; // prettier-ignore
const ofIndex = 'One or more parameter values are not valid. A value specified for a secondary index key is not supported. The AttributeValue for a key attribute cannot contain an empty string value. IndexName: '; // prettier-ignore
const ofUpdate = 'One or more parameter values are not valid. The update expression attempted to update a secondary index key to a value that is not supported. The AttributeValue for a key attribute cannot contain an empty string value.'; // prettier-ignore

const key = { pk: 'a', sk: 'b' };
const put = (item: object) => new PutItemCommand({ TableName, Item: marshall(item) });
const batch = (item: object) =>
  new BatchWriteItemCommand({ RequestItems: { [TableName]: [{ PutRequest: { Item: marshall(item) } }] } });
const update = (UpdateExpression: string, of: object = key) =>
  new UpdateItemCommand({
    ...{ TableName, Key: marshall(of), UpdateExpression },
    ExpressionAttributeValues: marshall({ ':v': '' }),
  });
const query = (KeyConditionExpression: string, values: object, IndexName?: string) =>
  new QueryCommand({ TableName, IndexName, KeyConditionExpression, ExpressionAttributeValues: marshall(values) });

const refused: [string, { constructor: { name: string }; input: object }, string][] = [
  ['put under an empty partition', put({ pk: '', sk: 'b' }), `${ofKey}pk`],
  ['put under an empty sort key', put({ pk: 'a', sk: '' }), `${ofKey}sk`],
  ['put with an empty key of an index', put({ ...key, listPk: 'l', listSk: '' }), `${ofIndex}list, IndexKey: listSk`],
  ['put many under an empty key', batch({ pk: '', sk: 'b' }), `${ofKey}pk`],
  [
    'put many with an empty key of an index',
    batch({ ...key, openPk: '', openSk: '1' }),
    `${ofIndex}open, IndexKey: openPk`,
  ],
  ['update one under an empty key', update('SET thing = :v', { pk: 'a', sk: '' }), `${ofKey}sk`],
  ['update a key of an index to nothing', update('SET listSk = :v'), ofUpdate],
  ['update it where it was not', update('SET listSk = if_not_exists(listSk, :v)'), ofUpdate],
  ['get one', new GetItemCommand({ TableName, Key: marshall({ pk: '', sk: 'b' }) }), `${ofKey}pk`],
  ['delete one', new DeleteItemCommand({ TableName, Key: marshall({ pk: 'a', sk: '' }) }), `${ofKey}sk`],
  ['query an empty partition', query('pk = :p', { ':p': '' }), `${ofKey}pk`],
  ['query from nothing', query('pk = :p AND sk BETWEEN :a AND :b', { ':p': 'a', ':a': '', ':b': 'z' }), `${ofKey}sk`],
  ['query what begins with nothing', query('listPk = :p AND begins_with(listSk, :s)', { ':p': 'a', ':s': '' }, 'list'), `${ofKey}listSk`], // prettier-ignore
];
const taken: [string, { constructor: { name: string }; input: object }][] = [
  ['put other empty texts', put({ ...key, thing: '', listPk: 'l', listSk: 's' })],
  ['update other attributes to nothing', update('SET thing = :v')],
  ['put what is in no index', put(key)],
];

type Ask = (command: { constructor: { name: string }; input: object }) => Promise<object>;

const inProcess = async (): Promise<{ ask: Ask; close: () => Promise<void> }> => {
  const store = memoryStore();
  await carryOut(store, new CreateTableCommand(createTableInput(TableName)));
  await untilActive(store, TableName);
  return { ask: (command) => carryOut(store, command), close: () => Promise.resolve() };
};

const overHttp = async (): Promise<{ ask: Ask; close: () => Promise<void> }> => {
  const server = tableEmulator().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = new DynamoDBClient({
    region: 'us-east-1',
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  await client.send(new CreateTableCommand(createTableInput(TableName)));
  await waitUntilTableExists({ client, maxWaitTime: 60, minDelay: 0.01, maxDelay: 0.1 }, { TableName });
  return {
    ask: (command) => client.send(command as never),
    close: async () => {
      client.destroy();
      const closed = once(server, 'close');
      server.close();
      await closed;
    },
  };
};

describe.each([
  ['in this process', inProcess],
  ['over HTTP', overHttp],
])('the local table %s', (_where, started) => {
  let table: Awaited<ReturnType<typeof started>>;
  beforeAll(async () => {
    table = await started();
  });
  afterAll(() => table.close());

  it.each(refused)('refuses, as DynamoDB does, to %s', async (_what, command, why) => {
    await expect(table.ask(command)).rejects.toMatchObject({ name: 'ValidationException', message: why });
  });

  it.each(taken)('takes it to %s', async (_what, command) => {
    await expect(table.ask(command)).resolves.toBeDefined();
  });
});
