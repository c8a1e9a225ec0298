import type { Table } from '#platform/table/table';

/** Thrown in place of the first write. Nothing was written. */
export class SomethingToWrite extends Error {}

/** The table for who may only find out whether there is anything to write. */
export const unwritableTable = ({ get, query }: Pick<Table, 'get' | 'query'>): Table => {
  const refuse = (): Promise<never> => Promise.reject(new SomethingToWrite('there is something to write'));
  return { get, query, put: refuse, putAll: refuse, update: refuse, delete: refuse };
};
