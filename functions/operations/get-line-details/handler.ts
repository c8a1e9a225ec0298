import { operation } from '#operations/get-line-details/operation';
import { readCacheOf } from '#entry/runtime-cached-reads';
import { createHandler } from '#api/read-handler';
import { writeDependencies } from '#entry/runtime-write-dependencies';

const dependencies = writeDependencies();
const readCache = readCacheOf(dependencies, () => dependencies.table);

export const handler = createHandler(operation, { ...dependencies, readCache }, dependencies.effects);
