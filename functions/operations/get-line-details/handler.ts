import { operation } from '#operations/get-line-details/operation';
import { readCacheOf } from '#runtime/cached-reads';
import { createHandler } from '#runtime/create-handler';
import { writeDependencies } from '#runtime/write-dependencies';

const dependencies = writeDependencies();
const readCache = readCacheOf(dependencies, () => dependencies.table);

export const handler = createHandler(operation, { ...dependencies, readCache }, dependencies.steps);
