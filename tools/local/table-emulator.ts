import { AbstractKeyIterator, AbstractValueIterator } from 'abstract-level';
import dynalite from 'dynalite';

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

/** DynamoDB on this machine: in memory, or kept below `path`. */
export const tableEmulator = (path?: string): ReturnType<typeof dynalite> =>
  dynalite({ createTableMs: 0, ...(path === undefined ? {} : { path }) });
