import type { Operation } from '#operations/define-operation';
import { operations } from '#operations/registry';
import type { ReconcilerDependencies } from '#reconciler/reconcile';
import { businessNow } from '#runtime/clock';
import { writeDependencies } from '#runtime/write-dependencies';

const byId = new Map<string, Operation>(operations.map((operation) => [operation.id, operation]));

export const reconcilerDependencies = (): ReconcilerDependencies => {
  const deps = writeDependencies();
  return {
    ...deps,
    operationOf: (id) => byId.get(id),
    bindingOf: ({ id }) => {
      const binding = deps.settings.bindings[id];
      return binding?.baseUrl === undefined ? undefined : { ...binding, baseUrl: binding.baseUrl };
    },
    now: businessNow,
    wireNow: Date.now,
  };
};
