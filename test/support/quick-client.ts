import { tableDefinition } from '#platform/table/table-definition';
import { tableName, type Client } from './dynalite-client';
import { carryOut } from '../../tools/local/emulated-table';

/** DynamoDB for tests of very many calls: dynalite’s own checks and expressions on a map, without indexes and queries. */
export const quickClient = (): Client => {
  const store = mapStore();
  return { send: (command: Parameters<Client['send']>[0]) => carryOut(store, command) };
};

type Done<T> = (error: unknown, value?: T) => void;

/** What dynalite asks of its store. Everything happens at once, so nothing has to be locked. */
const mapStore = () => {
  const items = new Map<string, object>();
  const { partition, sort } = tableDefinition.key;
  const table = {
    TableName: tableName,
    KeySchema: [
      { AttributeName: partition, KeyType: 'HASH' },
      { AttributeName: sort, KeyType: 'RANGE' },
    ],
    AttributeDefinitions: [partition, sort].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
  };
  const itemDb = {
    lock: (_key: string, work: (release: <F>(done: F) => F) => void) => work((done) => done),
    get: (key: string, done: Done<object>) => {
      const item = items.get(key);
      if (item) done(null, item);
      else done({ name: 'NotFoundError' });
    },
    put: (key: string, item: object, done: Done<void>) => {
      items.set(key, item);
      done(null);
    },
    del: (key: string, done: Done<void>) => {
      items.delete(key);
      done(null);
    },
  };
  return {
    options: { maxItemSize: 409_600 },
    getTable: (_name: string, done: Done<object>) => done(null, table),
    getItemDb: () => itemDb,
  };
};
