declare module 'dynalite' {
  import type { Server } from 'node:http';

  /** An in-memory DynamoDB, or one on disk under `path`. */
  export default function dynalite(options?: { path?: string; createTableMs?: number }): Server;
}

declare module 'dynalite/db' {
  import type { Level } from 'level';

  export type Done = (error?: Error | null) => void;

  export type Operation = { type: 'put'; key: string; value: object } | { type: 'del'; key: string };

  export interface Table {
    TableName: string;
    LocalSecondaryIndexes?: object[];
    GlobalSecondaryIndexes?: object[];
  }

  /** What items of one table are kept in. */
  interface ItemDb {
    put: (key: string, item: object, done: Done) => void;
    del: (key: string, done: Done) => void;
  }

  export interface Store {
    /** With callbacks instead of promises, and a `close` that closes for good; `_original` is Level’s own. */
    db: Pick<Level, 'open'> & {
      batch(operations: Operation[], done: Done): void;
      close: { _original(): Promise<void> };
    };
    getItemDb: (table: string) => ItemDb;
  }

  interface IndexActions {
    puts: { index: string; key: string; item: object }[];
    deletes: { index: string; key: string }[];
  }

  const db: {
    create: (options: { path?: string; createTableMs?: number }) => Store;
    getIndexActions: (
      indexes: object[],
      before: object | undefined,
      after: object | null,
      table: Table,
    ) => IndexActions;
    updateIndexes: (store: Store, table: Table, before: object | undefined, after: object | null, done: Done) => void;
  };
  export default db;
}
