import type { Operation } from '#domain/define-operation';
import { allianceOperations } from '#operations/alliance-operations';
import { apexOperations } from '#operations/apex-operations';
import { mobilityOperations } from '#operations/mobility-operations';

const registered = [...apexOperations, ...allianceOperations, ...mobilityOperations] as const;

export type OperationId = (typeof registered)[number]['id'];

/** Every AT&T operation the gateway serves. What is not listed here does not exist: no route, no Lambda, no document. */
export const operations: readonly (Operation & { id: OperationId })[] = registered;

const byId = new Map<string, Operation>(operations.map((operation) => [operation.id, operation]));

/** @throws when there is none */
export const operationById = (id: OperationId): Operation => {
  const found = byId.get(id);
  if (!found) throw new Error(`No operation ${id} in the registry.`);
  return found;
};
