import type { Domain, Operation } from '#domain/define-operation';
import { operations } from '#operations/registry';
import type { ResolvedBinding } from '#platform/resolved-binding';
import type { Tenant } from './tenant';

const usualCredentialHeaders = { clientId: 'client_id', clientSecret: 'client_secret' };

/** Where the simulator plays one of AT&T’s hosts. */
export const simulatorBaseUrl = (simulatorUrl: string, domain: Domain): string => `${simulatorUrl}/${domain}`;

/**
 * Every operation’s address in a deployment: the product’s facts, then the tenant’s statements. Nothing assumed gets a
 * real host: without a published or stated path, or base URL, `baseUrl` is absent.
 */
export const resolveBindings = (
  { environment, bindings }: Pick<Tenant, 'environment' | 'bindings'>,
  simulatorUrl?: string,
): Record<string, ResolvedBinding> =>
  Object.fromEntries(
    operations.map((operation) => {
      const stated = bindings[operation.id] ?? {};
      const baseUrl = simulatorUrl
        ? simulatorBaseUrl(simulatorUrl, operation.binding.domain)
        : realBaseUrl(operation, environment, stated);
      return [operation.id, resolved(operation, stated, baseUrl)];
    }),
  );

type Stated = Tenant['bindings'][string];

const realBaseUrl = (
  { binding }: Operation,
  environment: Tenant['environment'],
  stated: Stated,
): string | undefined => {
  const isPathKnown = binding.provenance !== 'assumed' || stated.path !== undefined;
  return isPathKnown ? (stated.baseUrl ?? binding.baseUrls[environment]) : undefined;
};

const resolved = ({ binding }: Operation, stated: Stated, baseUrl: string | undefined): ResolvedBinding => {
  const bodyMembers = stated.bodyMembers ?? binding.bodyMembers;
  const idAt = stated.idAt ?? binding.idAt;
  const statusAt = stated.statusAt ?? binding.statusAt;
  return {
    ...(baseUrl === undefined ? {} : { baseUrl }),
    method: stated.method ?? binding.method,
    path: stated.path ?? binding.path,
    credentialHeaders: stated.credentialHeaders ?? binding.credentialHeaders ?? usualCredentialHeaders,
    ...(bodyMembers === undefined ? {} : { bodyMembers: { ...bodyMembers } }),
    ...(idAt === undefined ? {} : { idAt }),
    ...(statusAt === undefined ? {} : { statusAt }),
    ...(stated.rateLimitsBeforeActing && { rateLimitsBeforeActing: true }),
  };
};
