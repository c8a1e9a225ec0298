import { pushApplierName } from '#pushes/push-applier-name';
import { pushSecretName } from '#pushes/push-secret';
import type { Tenant } from '../../lib/config/tenant';
import { functionName } from '../../lib/names';
import { loopback } from '../loopback/listen';
import type { PushTarget } from '../simulator/push-out';

/** What the simulated AT&T is known by that pushes. */
const demoSecret = (solutionProvider: string): string => `demo-push-secret-${solutionProvider}`;

/** What `lib` sets for the functions, where a tenant lets AT&T push. Whatever its addresses are there, here it is this machine. */
export const pushSettings = ({ tenant, pushes }: Tenant) =>
  pushes && {
    pushSecretHeader: pushes.secretHeader,
    pushSources: pushes.sources && [loopback],
    pushApplierName: functionName(tenant, pushApplierName),
  };

/** What CloudFormation makes of them. */
export const pushSecrets = (prefix: string, solutionProviders: readonly string[]): Map<string, string> =>
  new Map(
    solutionProviders.map((id) => [pushSecretName(prefix, id), JSON.stringify({ current: demoSecret(id) })] as const),
  );

/** Where the simulated AT&T pushes to, and how it shows who it is. */
export const pushTargetAt = (url: string, { pushes }: Tenant): PushTarget => ({
  url,
  headersFor: (solutionProvider) =>
    pushes?.secretHeader === undefined ? {} : { [pushes.secretHeader]: demoSecret(solutionProvider) },
});
