import type { Operation } from '#domain/define-operation';
import type { CallPorts } from '#entry/compose-att';
import { followedEffects, type TrackingPorts } from '#entry/compose-effects';
import { operations } from '#operations/registry';
import type { ReconcilerDependencies } from '#requests/reconcile';
import { createRequestStore } from '#requests/request-store';

const byId = new Map<string, Operation>(operations.map((operation) => [operation.id, operation]));

/** What unknown outcomes are found out with. */
export const composeReconciler = (
  ports: CallPorts & TrackingPorts & Pick<ReconcilerDependencies, 'answerCipher'>,
): ReconcilerDependencies => ({
  ...ports,
  requests: createRequestStore(ports.table, ports.now),
  effects: followedEffects(ports),
  operationOf: (id) => byId.get(id),
  bindingOf: ({ id }) => {
    const binding = ports.settings.bindings[id];
    return binding?.baseUrl === undefined ? undefined : { ...binding, baseUrl: binding.baseUrl };
  },
});
