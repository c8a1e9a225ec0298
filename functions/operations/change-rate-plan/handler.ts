import { createHandler } from '#runtime/create-handler';
import { dependencies } from '#runtime/dependencies';
import { operation } from '#operations/change-rate-plan/operation';

export const handler = createHandler(operation, dependencies());
