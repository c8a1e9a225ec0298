import { createHandler } from '#runtime/create-handler';
import { dependencies } from '#runtime/dependencies';
import { operation } from '#operations/apex-get-enrichment-status/operation';

export const handler = createHandler(operation, dependencies());
