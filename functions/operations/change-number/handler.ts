import { operation } from '#operations/change-number/operation';
import { createWriteHandler } from '#runtime/create-write-handler';
import { writeDependencies } from '#runtime/write-dependencies';

export const handler = createWriteHandler(operation, writeDependencies());
