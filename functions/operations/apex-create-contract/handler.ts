import { operation } from '#operations/apex-create-contract/operation';
import { createWriteHandler } from '#runtime/create-write-handler';
import { writeDependencies } from '#runtime/write-dependencies';

export const handler = createWriteHandler(operation, writeDependencies());
