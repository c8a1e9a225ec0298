import type { Example } from '#domain/define-examples';
import type { ApiFamily, Operation } from '#domain/define-operation';
import { allianceOperations } from '#operations/alliance-operations';
import { apexOperations } from '#operations/apex-operations';
import { mobilityOperations } from '#operations/mobility-operations';

const registered = [...apexOperations, ...allianceOperations, ...mobilityOperations] as const;
type Registered = (typeof registered)[number]['operation'];

export type OperationId = Registered['id'];
export type OperationIdOf<Family extends ApiFamily> = Extract<Registered, { family: Family }>['id'];
export type RegisteredOperation = Operation & { id: OperationId };

/** Every AT&T operation the gateway serves. What is not listed here does not exist: no route, no Lambda, no document. */
export const operations: readonly RegisteredOperation[] = registered.map(({ operation }) => operation);

/** How each is shown. */
export const examplesOf = Object.fromEntries(
  registered.map(({ operation, examples }) => [operation.id, examples]),
) as Record<OperationId, readonly [Example, ...Example[]]>; // every id of the registry is a key

const byId = new Map<string, Operation>(operations.map((operation) => [operation.id, operation]));

/** @throws when there is none */
export const operationById = (id: OperationId): Operation => {
  const found = byId.get(id);
  if (!found) throw new Error(`No operation ${id} in the registry.`);
  return found;
};
