import type { Operation } from '#domain/define-operation';
import type { LongRunningKind } from '#domain/mobility/observation';

const longRunningEffects = {
  'port-in': 'portInEffects',
  'service-activation': 'activationEffects',
  'pdp-provisioning': 'provisioningEffects',
} as const satisfies Record<LongRunningKind, string>;

/** What the function of an operation is made of, by names of `entry/operation-handlers`. Its rights follow from the same. */
export interface OperationEntry {
  /** `trackedRead`: its answer tells of something tracked. `cachedRead`: its answer may be kept for a moment. */
  handler: 'write' | 'trackedRead' | 'cachedRead' | 'read';
  /** Of what its calls are about. `lineReadEffects`: what a read shows of lines besides. */
  effects:
    'orderEffects' | (typeof longRunningEffects)[LongRunningKind] | 'lineEffects' | 'lineReadEffects' | 'plainEffects';
}

/** @returns what the operation’s definition asks for, and nothing it has no use for */
export const operationEntryOf = (operation: Operation): OperationEntry => {
  const effects = effectsOf(operation);
  if (operation.idempotency !== 'safe') return { handler: 'write', effects };
  if (effects !== 'plainEffects') return { handler: 'trackedRead', effects };
  return { handler: operation.cacheable ? 'cachedRead' : 'read', effects };
};

const effectsOf = ({ order, longRunning, line, idempotency }: Operation): OperationEntry['effects'] => {
  if (order) return 'orderEffects';
  if (longRunning) return longRunningEffects[longRunning.kind];
  if (line) return idempotency === 'safe' ? 'lineReadEffects' : 'lineEffects';
  return 'plainEffects';
};

/** Whether its function keeps records: of the requests it makes, or of what it learns about something tracked. */
export const keepsRecords = (operation: Operation): boolean =>
  ['write', 'trackedRead'].includes(operationEntryOf(operation).handler);
