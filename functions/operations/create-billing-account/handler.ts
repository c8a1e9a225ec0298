import { createHandler } from '#runtime/create-handler';
import { dependencies } from '#runtime/dependencies';
import { operation } from '#operations/create-billing-account/operation';

export const handler = createHandler(operation, dependencies());
