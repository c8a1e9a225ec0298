import type { RequestListener, Server } from 'node:http';
import { AbstractKeyIterator, AbstractValueIterator } from 'abstract-level';
import dynalite from 'dynalite';
import db, { type Store } from 'dynalite/db';
import { internalError, isTorn, reopen, storeMadeBy } from './table-store';

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

/** DynamoDB on this machine: in memory, or kept below `path`. */
export const tableEmulator = (path?: string): Server => {
  if (path === undefined) return dynalite({ createTableMs: 0 });
  const { made: server, store } = storeMadeBy(() => dynalite({ createTableMs: 0, path }));
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
  return server;
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
