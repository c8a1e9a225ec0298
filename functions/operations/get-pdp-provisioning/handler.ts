import { createHandler } from '#runtime/create-handler';
import { dependencies } from '#runtime/dependencies';
import { operation } from '#operations/get-pdp-provisioning/operation';

export const handler = createHandler(operation, dependencies());
