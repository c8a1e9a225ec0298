import { Option } from 'commander';
import { requireProviders, type Deployment } from './deployment';

/** One Solution Provider’s, or all of the tenant’s. */
export interface OfProviders {
  provider?: string;
}

/** Solution Providers looked at at the same time. */
export const providersAtOnce = 5;

export const perhapsOneProvider = new Option('-p, --provider <id>', 'of this Solution Provider alone');
export const oneProvider = new Option('-p, --provider <id>', 'the Solution Provider').makeOptionMandatory();

/** For what is done for one. @throws Refusal where the tenant has no such one */
export const statedProvider = (deployment: Deployment, { provider }: { provider: string }): void =>
  requireProviders(deployment, [provider]);

/** Those that are meant. @throws Refusal where the tenant has no such one */
export const providersMeant = (deployment: Deployment, { provider }: OfProviders): readonly string[] => {
  if (provider === undefined) return deployment.tenant.solutionProviders.map(({ id }) => id);
  requireProviders(deployment, [provider]);
  return [provider];
};
