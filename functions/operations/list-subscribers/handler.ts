import { operation } from '#operations/list-subscribers/operation';
import { cachedReadDependencies } from '#entry/runtime-cached-reads';
import { createHandler } from '#api/read-handler';

export const handler = createHandler(operation, cachedReadDependencies());
