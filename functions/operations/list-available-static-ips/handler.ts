import { operation } from '#operations/list-available-static-ips/operation';
import { createHandler } from '#api/read-handler';
import { dependencies } from '#entry/runtime-dependencies';

export const handler = createHandler(operation, dependencies());
