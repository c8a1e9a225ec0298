import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as z from 'zod';

const collectable = z.custom<() => void>((value) => typeof value === 'function');

/** A line for the log: how much memory this process has in use after everything that can be thrown away was. */
export const memoryLine = (of: 'functions' | 'world'): string => {
  setFlagsFromString('--expose-gc');
  collectable.parse(runInNewContext('gc'))();
  return JSON.stringify({ message: 'memory', of, heapUsed: process.memoryUsage().heapUsed });
};
