import { operation } from '#operations/look-up-equipment/operation';
import { createHandler } from '#api/read-handler';
import { dependencies } from '#entry/runtime-dependencies';

export const handler = createHandler(operation, dependencies());
