import { operation } from '#operations/look-up-equipment/operation';
import { createHandler } from '#runtime/create-handler';
import { dependencies } from '#runtime/dependencies';

export const handler = createHandler(operation, dependencies());
