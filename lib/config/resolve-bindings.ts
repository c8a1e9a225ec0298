import type { Domain, Operation } from '#domain/define-operation';
import { operations } from '#operations/registry';
import type { ResolvedBinding } from '#platform/resolved-binding';
import { shapeOf } from './contract';
import type { Tenant } from './tenant';

const usualCredentialHeaders = { clientId: 'client_id', clientSecret: 'client_secret' };

/** Where the simulator plays one of AT&T’s hosts. */
export const simulatorBaseUrl = (simulatorUrl: string, domain: Domain): string => `${simulatorUrl}/${domain}`;

/**
 * Every operation’s address in a deployment: the product’s facts, then the tenant’s statements. Nothing assumed gets a
 * real host: without a published or stated path, base URL or shape of what the gateway needs to know, `baseUrl` is absent.
 */
export const resolveBindings = (
  { environment, bindings }: Pick<Tenant, 'environment' | 'bindings'>,
  simulatorUrl?: string,
): Record<string, ResolvedBinding> =>
  Object.fromEntries(
    operations.map((operation) => {
      const stated = bindings[operation.id] ?? {};
      if (simulatorUrl)
        return [operation.id, resolved(operation, stated, simulatorBaseUrl(simulatorUrl, operation.binding.domain))];
      const missing = missingOf(operation, environment, stated);
      if (missing.length > 0) return [operation.id, { ...resolved(operation, stated), missing }];
      const baseUrl = stated.baseUrl ?? operation.binding.baseUrls[environment];
      return [operation.id, withAddresses(resolved(operation, stated, baseUrl), stated)];
    }),
  );

type Stated = Tenant['bindings'][string];

/** Settings without which nobody knows where AT&T takes the operation, or what it means. */
const missingOf = (operation: Operation, environment: Tenant['environment'], stated: Stated): string[] => {
  const { binding } = operation;
  const isPathKnown = binding.provenance !== 'assumed' || stated.path !== undefined;
  const isHostKnown = (stated.baseUrl ?? binding.baseUrls[environment]) !== undefined;
  return [...(isHostKnown ? [] : ['baseUrl']), ...(isPathKnown ? [] : ['path']), ...shapeOf(operation, stated).missing];
};

const resolved = ({ binding }: Operation, stated: Stated, baseUrl?: string): ResolvedBinding => {
  const bodyMembers = stated.bodyMembers ?? binding.bodyMembers;
  return {
    ...(baseUrl === undefined ? {} : { baseUrl }),
    method: stated.method ?? binding.method,
    path: stated.path ?? binding.path,
    credentialHeaders: stated.credentialHeaders ?? binding.credentialHeaders ?? usualCredentialHeaders,
    ...(bodyMembers === undefined ? {} : { bodyMembers: { ...bodyMembers } }),
    ...(stated.queryNames && { queryNames: stated.queryNames }),
    ...(stated.rateLimitsBeforeActing && { rateLimitsBeforeActing: true }),
  };
};

/** What an address does not state is as at the operation’s own. */
const withAddresses = (binding: ResolvedBinding, { addresses }: Stated): ResolvedBinding => {
  const { baseUrl, method, bodyMembers, queryNames } = binding;
  if (!addresses || baseUrl === undefined) return binding;
  return {
    ...binding,
    addresses: addresses.map(({ by, path, ...own }) => {
      const members = own.bodyMembers ?? bodyMembers;
      const names = own.queryNames ?? queryNames;
      return {
        by,
        path,
        baseUrl: own.baseUrl ?? baseUrl,
        method: own.method ?? method,
        ...(members && { bodyMembers: { ...members } }),
        ...(names && { queryNames: names }),
      };
    }),
  };
};
