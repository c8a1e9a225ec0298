import type { RequestListener, Server } from 'node:http';
import { AbstractKeyIterator, AbstractValueIterator } from 'abstract-level';
import dynalite from 'dynalite';
import db, { type Store } from 'dynalite/db';
import type { StoreChange } from './store-change';
import { internalError, isTorn, reopen, storeMadeBy, watchStore } from './table-store';

/** An iterator left open keeps every version of every item that was there when it was made, in memory and on disk. */
const closeWhenReadEnough = (prototype: object): void => {
  Object.defineProperty(prototype, 'return', {
    value(this: { close(): Promise<void> }) {
      return this.close();
    },
  });
};

// dynalite ends its reads by `return`, which the iterators of the database below it have under another name.
for (const { prototype } of [AbstractKeyIterator, AbstractValueIterator]) closeWhenReadEnough(prototype);

/** What the emulator keeps a table in, in memory. */
export const memoryStore = (): Store => db.create({ createTableMs: 0 });

interface EmulatorOptions {
  /** Where it is kept. Default: in memory. */
  path?: string | undefined;
  /** Told of every change, in order: its stream. */
  changed?: ((change: StoreChange) => void) | undefined;
}

/** DynamoDB on this machine. */
export const tableEmulator = (options: EmulatorOptions = {}): Server => emulator(options).server;

/** The same, with what it keeps its tables in. */
export const emulator = ({ path, changed }: EmulatorOptions): { server: Server; store: Store } => {
  const { made: server, store } = storeMadeBy(() =>
    dynalite({ createTableMs: 0, ...(path !== undefined && { path }) }),
  );
  if (changed) watchStore(store, changed);
  if (path === undefined) return { server, store };
  const listeners = server.listeners('request') as RequestListener[]; // What Node.js types as functions of any kind.
  server.removeAllListeners('request');
  const turns = takeTurns(
    () => isTorn(store),
    () => reopen(store),
  );
  server.on('request', (request, response) => {
    turns
      .enter()
      .then(() => {
        response.once('close', turns.leave);
        for (const listener of listeners) listener.call(server, request, response);
      })
      .catch(() => {
        request.resume();
        response.writeHead(internalError.statusCode, { 'content-type': 'application/x-amz-json-1.0' });
        response.end(JSON.stringify(internalError.body));
      });
  });
  return { server, store };
};

/** Lets everybody in while nothing needs mending; then nobody, until those inside have left and it is mended. */
const takeTurns = (needsMending: () => boolean, mend: () => Promise<void>) => {
  let inside = 0;
  let mending: Promise<void> | undefined;
  let isEmpty = (): void => undefined;
  const mended = async (): Promise<void> => {
    await new Promise<void>((resolve) => {
      isEmpty = resolve;
      if (inside === 0) resolve();
    });
    await mend();
  };
  return {
    enter: async (): Promise<void> => {
      if (needsMending()) await (mending ??= mended().finally(() => (mending = undefined)));
      inside += 1;
    },
    leave: (): void => {
      inside -= 1;
      if (inside === 0) isEmpty();
    },
  };
};
