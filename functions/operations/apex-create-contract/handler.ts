import { operation } from '#operations/apex-create-contract/operation';
import { createWriteHandler } from '#api/write-handler';
import { writeDependencies } from '#entry/runtime-write-dependencies';

export const handler = createWriteHandler(operation, writeDependencies());
