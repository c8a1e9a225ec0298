import { operation } from '#operations/list-available-static-ips/operation';
import { createHandler } from '#runtime/create-handler';
import { dependencies } from '#runtime/dependencies';

export const handler = createHandler(operation, dependencies());
