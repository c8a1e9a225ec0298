import type { Operation } from '#domain/define-operation';
import { operations } from '#operations/registry';
import type { ReconcilerDependencies } from '#requests/reconcile';
import { businessNow } from '#platform/clock';
import { writeDependencies } from '#entry/runtime-write-dependencies';

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
