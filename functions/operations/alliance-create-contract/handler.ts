import { createHandler } from '#runtime/create-handler';
import { dependencies } from '#runtime/dependencies';
import { operation } from '#operations/alliance-create-contract/operation';

export const handler = createHandler(operation, dependencies());
