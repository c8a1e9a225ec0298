import { operation } from '#operations/list-subscribers/operation';
import { cachedReadDependencies } from '#runtime/cached-reads';
import { createHandler } from '#runtime/create-handler';

export const handler = createHandler(operation, cachedReadDependencies());
