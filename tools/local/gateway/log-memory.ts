import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as z from 'zod';

const collectable = z.custom<() => void>((value) => typeof value === 'function');

/** Writes how much memory is in use after everything that can be thrown away was. */
export const logMemory = (): void => {
  setFlagsFromString('--expose-gc');
  collectable.parse(runInNewContext('gc'))();
  console.log(JSON.stringify({ message: 'memory', heapUsed: process.memoryUsage().heapUsed }));
};
