import { operation } from '#operations/apex-get-enrichment-status/operation';
import { createHandler } from '#runtime/create-handler';
import { writeDependencies } from '#runtime/write-dependencies';

const dependencies = writeDependencies();

export const handler = createHandler(operation, dependencies, dependencies.steps);
