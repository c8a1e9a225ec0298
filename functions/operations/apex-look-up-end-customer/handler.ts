import { operation } from '#operations/apex-look-up-end-customer/operation';
import { createHandler } from '#runtime/create-handler';
import { dependencies } from '#runtime/dependencies';

export const handler = createHandler(operation, dependencies());
