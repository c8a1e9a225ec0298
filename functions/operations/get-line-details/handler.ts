import { operation } from '#operations/get-line-details/operation';
import { createHandler } from '#runtime/create-handler';
import { writeDependencies } from '#runtime/write-dependencies';

const dependencies = writeDependencies();

export const handler = createHandler(operation, dependencies, dependencies.steps);
