import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import { createInvoke, createLambdaClient, type Invoke } from '#bulk/invoke';
import { createRowCipher, rowSecretName, type RowCipher } from '#bulk/row-cipher';
import type { Operation } from '#domain/define-operation';
import { operations } from '#operations/registry';
import { sdkTimeouts } from '#platform/sdk-timeouts';

/** What whoever makes, or prepares, calls of bulk writes works with. */
export interface CallDependencies {
  cipher: RowCipher;
  invoke: Invoke;
  operationOf: (id: string) => Operation | undefined;
}

const callSettings = z.object({
  SECRET_PREFIX: z.string(),
  /** What the names of operations’ functions have before the operation’s id. */
  FUNCTION_PREFIX: z.string(),
});

const byId = new Map<string, Operation>(operations.map((operation) => [operation.id, operation]));

/** The real ones, from the process’s environment. @throws when a variable is missing */
export const callDependencies = (): CallDependencies => {
  const { SECRET_PREFIX, FUNCTION_PREFIX } = callSettings.parse(process.env);
  const secrets = new SecretsManagerClient({ maxAttempts: 2, requestHandler: sdkTimeouts });
  return {
    cipher: createRowCipher(secrets, rowSecretName(SECRET_PREFIX)),
    invoke: createInvoke(createLambdaClient(), FUNCTION_PREFIX),
    operationOf: (id) => byId.get(id),
  };
};
