import { createInvoke, type Invoke } from '#bulk/invoke';
import { createCipher, type Cipher } from '#platform/data-keys/cipher';
import type { Operation } from '#domain/define-operation';
import { operations } from '#operations/registry';
import type { StartBulkWriter } from '#bulk/state-machine-io';
import { createStartExecution } from '#platform/start-execution';
import { lambda } from '#entry/aws-clients';
import { askToStart } from '#entry/callers-clients';
import { dataKeys } from '#entry/data-keys';
import { environment } from '#entry/process';
import type { Stores } from '#entry/stores';

/** What whoever makes, or prepares, calls of bulk writes works with. */
export interface BulkCalls {
  cipher: Cipher;
  invoke: Invoke;
  operationOf: (id: string) => Operation | undefined;
}

/** The real ones, from the process’s environment. @throws when a variable is missing */
export const bulkCalls = (stores: Stores): BulkCalls => {
  const { functionPrefix } = environment('functionPrefix');
  // Here, so that a bundle that only starts the bulk writer carries no operations.
  const byId = new Map<string, Operation>(operations.map((operation) => [operation.id, operation]));
  return {
    cipher: createCipher(dataKeys('bulk-rows', stores)),
    invoke: createInvoke(lambda(), functionPrefix),
    operationOf: (id) => byId.get(id),
  };
};

/** Starts executions of the bulk writer this deployment has; its caller waits for it. */
export const startBulkWriter = (): StartBulkWriter =>
  createStartExecution(askToStart(), environment('bulkWriterArn').bulkWriterArn);
