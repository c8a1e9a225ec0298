import { operation } from '#operations/get-billing-account/operation';
import { cachedReadDependencies } from '#runtime/cached-reads';
import { createHandler } from '#runtime/create-handler';

export const handler = createHandler(operation, cachedReadDependencies());
