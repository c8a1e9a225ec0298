import * as z from 'zod';
import type { Operation } from '#operations/define-operation';
import { operations } from '#operations/registry';
import type { ReconcilerDependencies } from '#reconciler/reconcile';
import { writeDependencies } from '#runtime/write-dependencies';

const solutionProviders = z.object({ SOLUTION_PROVIDERS: z.string() });

/** Ids of the tenant’s Solution Providers, separated by spaces. @throws when the variable is missing */
export const solutionProvidersFrom = (environment: NodeJS.ProcessEnv): string[] =>
  solutionProviders
    .parse(environment)
    .SOLUTION_PROVIDERS.split(' ')
    .filter((id) => id !== '');

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
    now: Date.now,
  };
};
