import type { Operation } from '#domain/define-operation';
import { callPorts } from '#entry/compose-att';
import { followedEffects, trackingPorts } from '#entry/compose-effects';
import { operations } from '#operations/registry';
import type { ReconcilerDependencies } from '#requests/reconcile';
import { createRequestStore } from '#requests/request-store';

const byId = new Map<string, Operation>(operations.map((operation) => [operation.id, operation]));

/** What this process finds out unknown outcomes with. */
export const composeReconciler = (): ReconcilerDependencies => {
  const ports = { ...callPorts(), ...trackingPorts() };
  return {
    ...ports,
    requests: createRequestStore(ports.table, ports.now),
    effects: followedEffects(ports),
    operationOf: (id) => byId.get(id),
    bindingOf: ({ id }) => {
      const binding = ports.settings.bindings[id];
      return binding?.baseUrl === undefined ? undefined : { ...binding, baseUrl: binding.baseUrl };
    },
  };
};
