import { operation } from '#operations/get-billing-account/operation';
import { cachedReadDependencies } from '#entry/runtime-cached-reads';
import { createHandler } from '#api/read-handler';

export const handler = createHandler(operation, cachedReadDependencies());
