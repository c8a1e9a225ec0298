import { createHandler } from '#runtime/create-handler';
import { dependencies } from '#runtime/dependencies';
import { operation } from '#operations/resend-ota-profile/operation';

export const handler = createHandler(operation, dependencies());
