import { operation } from '#operations/resume-subscriber/operation';
import { createWriteHandler } from '#api/write-handler';
import { writeDependencies } from '#entry/runtime-write-dependencies';

export const handler = createWriteHandler(operation, writeDependencies());
