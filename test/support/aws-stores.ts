import { createGrantLookup } from '#api/grants';
import { createCredentialStore } from '#att/credential-store';
import type { Stores } from '#entry/stores';
import type { Clients } from './aws-clients';
import { createDataKeys } from '#platform/data-keys/data-keys';
import { createStartExecution } from '#platform/start-execution';
import { equals, itemNotExists } from '#platform/table/conditions';
import { tableOver } from '#platform/table/table';
import { tableName } from './dynalite-client';
import { pairOf, recordingLog } from './fakes';

let items = 0;
/** An item of its own for each case, as stored. */
export const newItem = () => ({
  pk: `SP#${(items += 1)}`,
  sk: 'ORDER#1',
  count: 1,
  sealed: new Uint8Array([0, 255, 7]),
  B: { N: 'é' },
});
export type Item = ReturnType<typeof newItem>;

export interface Store {
  of: 'dynamo-db' | 'secrets' | 'states' | 'lambda';
  /** Whatever it is answered, as long as that is no refusal, is good. */
  takesAnyAnswer?: true;
  isWrite?: true;
  /** What it is called with, beforehand. */
  given?: (stores: Stores, item: Item) => Promise<unknown>;
  /** Members of the answer that are looked at. */
  use: (clients: Clients, item: Item) => Promise<unknown>;
  good: (item: Item) => unknown;
  /** When it is done twice. */
  again?: (item: Item) => unknown;
}

const tableOf = (stores: Stores) => tableOver(stores.dynamoDb, tableName);
export const stored = (stores: Stores, item: Item) => tableOf(stores).put(item);
const keyOf = ({ pk, sk }: Item) => ({ pk, sk });

export const stores: Record<string, Store> = {
  'a read of an item': {
    of: 'dynamo-db',
    given: stored,
    use: (by, item) => tableOf(by).get(keyOf(item)),
    good: (item) => item,
  },
  'a read of an item that is not there': {
    of: 'dynamo-db',
    use: (by, item) => tableOf(by).get(keyOf(item)),
    good: () => undefined,
  },
  'a claim': {
    of: 'dynamo-db',
    use: (by, item) => tableOf(by).put(item, itemNotExists),
    good: () => true,
    again: () => false,
  },
  'a claim of what is taken': {
    of: 'dynamo-db',
    given: stored,
    use: (by, item) => tableOf(by).put(item, itemNotExists),
    good: () => false,
  },
  'a counted change': {
    of: 'dynamo-db',
    given: stored,
    use: (by, item) => tableOf(by).update({ key: keyOf(item), condition: equals('count', 1), add: { count: 1 } }),
    good: (item) => ({ ...item, count: 2 }),
    again: () => undefined,
  },
  'a refused change': {
    of: 'dynamo-db',
    given: stored,
    use: (by, item) => tableOf(by).update({ key: keyOf(item), condition: equals('count', 2), set: { count: 3 } }),
    good: () => undefined,
  },
  'a removal': {
    of: 'dynamo-db',
    given: stored,
    use: (by, item) => tableOf(by).delete(keyOf(item), equals('count', 1)),
    good: () => true,
    again: () => false,
  },
  'items put together': {
    of: 'dynamo-db',
    use: async (by, item) => {
      await tableOf(by).putAll([item, { ...item, sk: 'ORDER#2' }]);
      return 'done';
    },
    good: () => 'done',
  },
  'a list': {
    of: 'dynamo-db',
    given: (by, item) => tableOf(by).putAll([item, { ...item, sk: 'ORDER#2' }]),
    use: (by, { pk }) => tableOf(by).query({ partition: pk, limit: 1, descending: true }),
    good: (item) => ({ items: [{ ...item, sk: 'ORDER#2' }], next: { pk: item.pk, sk: 'ORDER#2' } }),
  },
  'a grant': {
    of: 'dynamo-db',
    given: (by, { pk }) =>
      tableOf(by).put({ pk: `CLIENT#${pk}`, sk: 'GRANT', solutionProviders: ['SP-A'], scopes: ['ordering:read'] }),
    use: (by, { pk }) => createGrantLookup(by.dynamoDb, tableName, Date.now)(pk),
    good: () => ({ solutionProviders: ['SP-A'], scopes: ['ordering:read'] }),
  },
  credentials: {
    of: 'secrets',
    use: ({ readSecret }) =>
      createCredentialStore({
        ...{ readSecret, prefix: 'p', environment: 'uat', log: recordingLog(), now: Date.now },
      }).read('SP-A', 'mobility'),
    good: () => ({ current: pairOf('SP-A') }),
  },
  'a data key': {
    of: 'secrets',
    use: async ({ readSecret }) =>
      (await createDataKeys({ readSecret, prefix: 'p', purpose: 'answers', log: recordingLog() }).current()).id,
    good: () => '1',
  },
  'the start of an execution': {
    of: 'states',
    use: async ({ askToStart }, { pk }) => {
      await createStartExecution(askToStart, 'arn:machine')(pk, {});
      return 'started';
    },
    good: () => 'started',
  },
  'an invocation that nobody waits for': {
    of: 'lambda',
    takesAnyAnswer: true,
    use: async ({ invokeLater }, { pk }) => {
      await invokeLater('worker_of-1', { pk });
      return 'invoked';
    },
    good: () => 'invoked',
  },
};
