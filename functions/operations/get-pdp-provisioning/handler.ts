import { operation } from '#operations/get-pdp-provisioning/operation';
import { createHandler } from '#api/read-handler';
import { writeDependencies } from '#entry/runtime-write-dependencies';

const dependencies = writeDependencies();

export const handler = createHandler(operation, dependencies, dependencies.effects);
