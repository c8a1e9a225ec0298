import { operation } from '#operations/apex-get-enrichment-status/operation';
import { createHandler } from '#runtime/create-handler';
import { dependencies } from '#runtime/dependencies';

export const handler = createHandler(operation, dependencies());
