import { createHandler } from '#runtime/create-handler';
import { dependencies } from '#runtime/dependencies';
import { operation } from '#operations/list-available-static-ips/operation';

export const handler = createHandler(operation, dependencies());
