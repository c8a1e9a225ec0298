import { createChangeMarks } from '#read-cache/change-marks';
import { dependencies, type Dependencies } from '#entry/runtime-dependencies';
import { createReadCache, type ReadCache } from '#read-cache/read-cache';
import { tableSettingsFrom } from '#platform/settings';
import { createDynamoDbClient, createTable, type Table } from '#platform/table/table';

/** What the handler of a read whose answers may be kept works with. */
export interface CachedReadDependencies extends Dependencies {
  readCache?: ReadCache | undefined;
}

/** The real ones, from the process’s environment. */
export const cachedReadDependencies = (): CachedReadDependencies => ({
  ...dependencies(),
  readCache: readCacheOf(dependencies(), () =>
    createTable(createDynamoDbClient(), tableSettingsFrom(process.env).tableName),
  ),
});

/** Undefined where the tenant keeps no answers. */
export const readCacheOf = (
  { settings: { readCacheSeconds } }: Pick<Dependencies, 'settings'>,
  table: () => Table,
): ReadCache | undefined =>
  readCacheSeconds === undefined
    ? undefined
    : createReadCache({ marks: createChangeMarks(table()), seconds: readCacheSeconds });
