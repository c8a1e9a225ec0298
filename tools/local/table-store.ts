import { promisify } from 'node:util';
import db, { type Done, type Get, type Item, type Operation, type Store, type Table } from 'dynalite/db';
import * as z from 'zod';
import { emptiedIndexKey } from './empty-keys';
import type { StoreChange } from './store-change';

/** What DynamoDB answers when it cannot do what it should. */
export const internalError = {
  statusCode: 500,
  body: {
    __type: 'com.amazonaws.dynamodb.v20120810#InternalServerError',
    message: 'The data folder’s disk takes nothing. Is it full?',
  },
};

/** What else has to be written of the item that is about to be, and what is then told of it. */
interface Pending {
  ofIndexes: Operation[];
  change?: StoreChange;
}

const pending = new WeakMap<Store, Pending>();
const watchers = new WeakMap<Store, (change: StoreChange) => void>();
const failed = new WeakSet<Store>();
const { create, updateIndexes } = db;
let lastMade: Store | undefined;

/** The store of the emulator that `make` makes. */
export const storeMadeBy = <T>(make: () => T): { made: T; store: Store } => {
  const made = make();
  if (!lastMade) throw new Error('The emulator has made no store.');
  return { made, store: lastMade };
};

/** Has a store’s changes told: each once it is written, and in the order in which they are. */
export const watchStore = (store: Store, changed: (change: StoreChange) => void): void => {
  watchers.set(store, changed);
};

/** Whether a write has failed since the store was opened: what is written from then on may not be there after a restart. */
export const isTorn = (store: Store): boolean => failed.has(store);

/** Closes it and opens it again, with nothing asked of it meanwhile. @throws Error while the disk is full still */
export const reopen = async (store: Store): Promise<void> => {
  await store.db.close._original();
  await store.db.open();
  failed.delete(store);
};

/**
 * An item is written together with its entries in the indexes, so that a write fails as a whole. A write that the disk does
 * not take is answered as DynamoDB answers what it cannot do; dynalite would end the process.
 */
db.create = (options) => {
  const store = create(options);
  const { getItemDb } = store;
  lastMade = store;
  pending.set(store, { ofIndexes: [] });
  const get = readAtOnce(store);
  store.tableDb.get = (name, done) => get(`table~${name}`, done);
  const batch = promisify((operations: Operation[], done: Done) => store.db.batch(operations, done));
  let last = Promise.resolve();
  const write = (operation: Operation, done: Done): void => {
    const { ofIndexes = [], change } = pending.get(store) ?? {};
    const operations = [...ofIndexes, operation];
    pending.set(store, { ofIndexes: [] });
    // One after the other: what is written behind a write that failed half-way is lost at the next start.
    last = last
      .then(() => (failed.has(store) ? Promise.reject(new Error('A write has failed.')) : batch(operations)))
      .then(
        () => {
          if (change) watchers.get(store)?.(change);
          setImmediate(done);
        },
        (cause: unknown) => {
          failed.add(store);
          setImmediate(done, Object.assign(new Error('not written', { cause }), internalError));
        },
      );
  };
  store.getItemDb = (name) => {
    const key = (of: string): string => `item-${name}~${of}`;
    return Object.assign(getItemDb(name), {
      get: (of: string, done: Parameters<Get>[1]) => get(key(of), done),
      put: (of: string, value: object, done: Done) => write({ type: 'put', key: key(of), value }, done),
      del: (of: string, done: Done) => write({ type: 'del', key: key(of) }, done),
    });
  };
  return store;
};

// dynalite writes the item in the very call of `done`, so nothing of another item comes between.
db.updateIndexes = (store, table, before, after, done) => {
  const refused = emptiedIndexKey(table, after);
  if (refused) {
    done(refused);
    return;
  }
  if (!pending.has(store)) {
    updateIndexes(store, table, before, after, done);
    return;
  }
  pending.set(store, { ofIndexes: indexOperations(table, before, after), ...changeOf(before, after) });
  done();
};

const keySchema = z.object({ pk: z.unknown(), sk: z.unknown() });

/** As DynamoDB does, nothing is told of a write that changes nothing. */
const changeOf = (before: Item | undefined, after: Item | null): Pick<Pending, 'change'> => {
  if (JSON.stringify(before) === JSON.stringify(after ?? undefined)) return {};
  return { change: { keys: keySchema.parse(after ?? before), ...(before && { before }), ...(after && { after }) } };
};

/** A key is read at once: handing it to another thread costs many times what it takes to find it. */
const readAtOnce =
  ({ db: level }: Store): Get =>
  (key, done) => {
    if (level.status !== 'open') {
      level.get(key, done);
      return;
    }
    try {
      setImmediate(done, null, level.getSync(key));
    } catch (error) {
      setImmediate(done, error);
    }
  };

const indexOperations = (table: Table, before: Item | undefined, after: Item | null): Operation[] =>
  (['Local', 'Global'] as const).flatMap((type) => {
    const { puts, deletes } = db.getIndexActions(table[`${type}SecondaryIndexes`] ?? [], before, after, table);
    const keyOf = ({ index, key }: { index: string; key: string }): string =>
      `index-${type.toLowerCase()}~${table.TableName}~${index}~${key}`;
    return [
      ...deletes.map((action): Operation => ({ type: 'del', key: keyOf(action) })),
      ...puts.map((action): Operation => ({ type: 'put', key: keyOf(action), value: action.item })),
    ];
  });
