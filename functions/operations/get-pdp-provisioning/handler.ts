import { operation } from '#operations/get-pdp-provisioning/operation';
import { createHandler } from '#runtime/create-handler';
import { dependencies } from '#runtime/dependencies';

export const handler = createHandler(operation, dependencies());
