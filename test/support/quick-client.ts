import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import batchWriteItem from 'dynalite/actions/batchWriteItem';
import deleteItem from 'dynalite/actions/deleteItem';
import getItem from 'dynalite/actions/getItem';
import putItem from 'dynalite/actions/putItem';
import updateItem from 'dynalite/actions/updateItem';
import * as validations from 'dynalite/validations';
import * as batchWriteItemRules from 'dynalite/validations/batchWriteItem';
import * as deleteItemRules from 'dynalite/validations/deleteItem';
import * as getItemRules from 'dynalite/validations/getItem';
import * as putItemRules from 'dynalite/validations/putItem';
import * as updateItemRules from 'dynalite/validations/updateItem';
import { tableDefinition } from '#platform/table/table-definition';
import { tableName, type Client } from './dynalite-client';

const operations = new Map([
  ['BatchWriteItemCommand', { act: batchWriteItem, rules: batchWriteItemRules }],
  ['DeleteItemCommand', { act: deleteItem, rules: deleteItemRules }],
  ['GetItemCommand', { act: getItem, rules: getItemRules }],
  ['PutItemCommand', { act: putItem, rules: putItemRules }],
  ['UpdateItemCommand', { act: updateItem, rules: updateItemRules }],
]);

/**
 * DynamoDB for tests of very many calls: dynalite’s own checks and expressions on a map, without the SDK, its level
 * database and indexes. Ten times as fast as `dynaliteClient`; no queries.
 */
export const quickClient = (): Client => {
  const store = mapStore();
  const send = (command: { constructor: { name: string }; input: object }): Promise<object> => {
    const { act, rules } = operations.get(command.constructor.name)!;
    return new Promise((resolve, reject) => {
      try {
        const input = validations.checkTypes({ ...command.input }, rules.types);
        validations.checkValidations(input, rules.types, rules.custom, store);
        act(store, input, (error, answer) => (error ? reject(sdkError(error)) : resolve(answer ?? {})));
      } catch (error) {
        reject(sdkError(error));
      }
    });
  };
  return { send };
};

const sdkError = (error: unknown): Error => {
  const { __type: type = '', message = '' } = (error as { body?: { __type?: string; message?: string } }).body ?? {};
  if (type.endsWith('#ConditionalCheckFailedException'))
    return new ConditionalCheckFailedException({ message, $metadata: {} });
  return new Error(`${type} ${message}`, { cause: error });
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
