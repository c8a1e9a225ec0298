import { createHandler } from '#runtime/create-handler';
import { dependencies } from '#runtime/dependencies';
import { operation } from '#operations/remove-static-ip/operation';

export const handler = createHandler(operation, dependencies());
