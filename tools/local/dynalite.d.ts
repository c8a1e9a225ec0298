declare module 'dynalite' {
  import type { Server } from 'node:http';

  /** An in-memory DynamoDB, or one on disk under `path`. */
  export default function dynalite(options?: { path?: string; createTableMs?: number }): Server;
}

declare module 'dynalite/db' {
  import type { Level } from 'level';

  export type Done = (error?: Error | null) => void;

  export type Get = (key: string, done: (error: unknown, value?: unknown) => void) => void;

  export type Item = Record<string, unknown>;

  export type Operation = { type: 'put'; key: string; value: object } | { type: 'del'; key: string };

  export interface Table {
    TableName: string;
    LocalSecondaryIndexes?: object[];
    GlobalSecondaryIndexes?: { IndexName: string; KeySchema: { AttributeName: string }[] }[];
  }

  /** What items of one table are kept in. */
  interface ItemDb {
    get: Get;
    put: (key: string, item: object, done: Done) => void;
    del: (key: string, done: Done) => void;
  }

  export interface Store {
    /** With callbacks instead of promises, and a `close` that closes for good; `_original` is Level’s own. */
    db: Pick<Level, 'open' | 'status' | 'getSync'> & {
      get: Get;
      batch(operations: Operation[], done: Done): void;
      close: { _original(): Promise<void> };
    };
    /** What tables are described in. */
    tableDb: { get: Get };
    getItemDb: (table: string) => ItemDb;
  }

  interface IndexActions {
    puts: { index: string; key: string; item: object }[];
    deletes: { index: string; key: string }[];
  }

  const db: {
    create: (options: { path?: string; createTableMs?: number }) => Store;
    getIndexActions: (indexes: object[], before: Item | undefined, after: Item | null, table: Table) => IndexActions;
    /** What DynamoDB would refuse a call with; of these undefined where it would not. */
    validationError: (message: string) => Error;
    validateItem: (item: Item, table: Table) => Error | undefined;
    validateKey: (key: Item, table: Table) => Error | undefined;
    updateIndexes: (store: Store, table: Table, before: Item | undefined, after: Item | null, done: Done) => void;
  };
  export default db;
}
