import { promisify } from 'node:util';
import db, { type Done, type Operation, type Store, type Table } from 'dynalite/db';

/** What DynamoDB answers when it cannot do what it should. */
export const internalError = {
  statusCode: 500,
  body: {
    __type: 'com.amazonaws.dynamodb.v20120810#InternalServerError',
    message: 'The data folder’s disk takes nothing. Is it full?',
  },
};

/** What the indexes have to hold of the item that is about to be written. */
const ofIndexes = new WeakMap<Store, Operation[]>();
const failed = new WeakSet<Store>();
const { create, updateIndexes } = db;
let lastMade: Store | undefined;

/** The store of the emulator that `make` makes. */
export const storeMadeBy = <T>(make: () => T): { made: T; store: Store } => {
  const made = make();
  if (!lastMade) throw new Error('The emulator has made no store.');
  return { made, store: lastMade };
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
  ofIndexes.set(store, []);
  const batch = promisify((operations: Operation[], done: Done) => store.db.batch(operations, done));
  let last = Promise.resolve();
  const write = (operation: Operation, done: Done): void => {
    const operations = [...(ofIndexes.get(store) ?? []), operation];
    ofIndexes.set(store, []);
    // One after the other: what is written behind a write that failed half-way is lost at the next start.
    last = last
      .then(() => (failed.has(store) ? Promise.reject(new Error('A write has failed.')) : batch(operations)))
      .then(
        () => void setImmediate(done),
        (cause: unknown) => {
          failed.add(store);
          setImmediate(done, Object.assign(new Error('not written', { cause }), internalError));
        },
      );
  };
  store.getItemDb = (name) => {
    const key = (of: string): string => `item-${name}~${of}`;
    return Object.assign(getItemDb(name), {
      put: (of: string, value: object, done: Done) => write({ type: 'put', key: key(of), value }, done),
      del: (of: string, done: Done) => write({ type: 'del', key: key(of) }, done),
    });
  };
  return store;
};

// dynalite writes the item in the very call of `done`, so nothing of another item comes between.
db.updateIndexes = (store, table, before, after, done) => {
  if (!ofIndexes.has(store)) {
    updateIndexes(store, table, before, after, done);
    return;
  }
  ofIndexes.set(store, indexOperations(table, before, after));
  done();
};

const indexOperations = (table: Table, before: object | undefined, after: object | null): Operation[] =>
  (['Local', 'Global'] as const).flatMap((type) => {
    const { puts, deletes } = db.getIndexActions(table[`${type}SecondaryIndexes`] ?? [], before, after, table);
    const keyOf = ({ index, key }: { index: string; key: string }): string =>
      `index-${type.toLowerCase()}~${table.TableName}~${index}~${key}`;
    return [
      ...deletes.map((action): Operation => ({ type: 'del', key: keyOf(action) })),
      ...puts.map((action): Operation => ({ type: 'put', key: keyOf(action), value: action.item })),
    ];
  });
