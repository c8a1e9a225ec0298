import { operation } from '#operations/apex-look-up-end-customer/operation';
import { createHandler } from '#api/read-handler';
import { dependencies } from '#entry/runtime-dependencies';

export const handler = createHandler(operation, dependencies());
