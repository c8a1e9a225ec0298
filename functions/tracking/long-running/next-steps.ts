import type { LongRunningStep } from '#domain/problems/problems';
import type { LongRunningChange } from '#domain/mobility/long-running-kind';
import { longRunningOperations } from '#operations/listing';
import type { LongRunningRequest } from '#tracking/long-running/long-running-request';

export const waiting = (actor: LongRunningStep['actor'], description: string): LongRunningStep => ({
  action: 'wait',
  available: true,
  actor,
  description,
});

/** The operation that does something with an item, and where. */
export const callTo = (
  { kind, id }: LongRunningRequest,
  step: 'open' | 'read' | LongRunningChange,
): Pick<LongRunningStep, 'operation' | 'method' | 'path'> => {
  const operation = longRunningOperations[`${kind} ${step}`];
  if (!operation) throw new Error(`No operation does ${step} to a ${kind}.`);
  return { operation: operation.id, method: operation.method, path: operation.path.replace(/\{\w+\}/, () => id) };
};

export const look = (item: LongRunningRequest, description: string): LongRunningStep => ({
  action: 'read',
  ...callTo(item, 'read'),
  available: true,
  actor: 'you',
  description,
});

export const again = (item: LongRunningRequest, description: string): LongRunningStep => ({
  action: 'request-again',
  ...callTo(item, 'open'),
  available: true,
  actor: 'you',
  description,
});
