import type { OwnLimits } from '#domain/client-limits';
import { scopes, type Scope } from '#domain/define-operation';
import { newSecret, type ClientRegister } from './client-register';

export interface DemoClient {
  clientId: string;
  clientSecret: string;
  /** What a reader should try it for. */
  purpose: string;
  /** Those it may act for; none: it has no grant. */
  solutionProviders: readonly string[];
  /** Those it is granted. */
  scopes: readonly Scope[];
  /** How often it may call, where that is not as for the others. */
  limits?: OwnLimits;
}

type Role = Omit<DemoClient, 'clientSecret'>;

const rolesFor = (solutionProviders: readonly string[]): Role[] => {
  const one = solutionProviders.slice(0, 1);
  return [
    { clientId: 'demo-single', purpose: 'acts for one Solution Provider', solutionProviders: one, scopes },
    {
      clientId: 'demo-connector',
      purpose: 'names one of its Solution Providers in each call',
      solutionProviders,
      scopes,
    },
    { clientId: 'demo-no-grant', purpose: 'is known, and may do nothing', solutionProviders: [], scopes: [] },
    {
      clientId: 'demo-read-only',
      purpose: 'may look, not change',
      solutionProviders: one,
      scopes: scopes.filter((scope) => scope.endsWith(':read')),
    },
    {
      clientId: 'demo-limited',
      purpose: 'may call once a second, ten times at once',
      solutionProviders: one,
      scopes,
      limits: { perSecond: 1 },
    },
  ];
};

/**
 * Clients to try the gateway with, those that are not registered yet registered. Their secrets are made at the first start and are
 * of no use elsewhere. Of one whose secret was exchanged since, it is the newest.
 */
export const demoClients = (register: ClientRegister, solutionProviders: readonly string[]): DemoClient[] =>
  rolesFor(solutionProviders).map((role) => {
    const { clientId } = role;
    const secrets = register.find(clientId)?.secrets ?? [newSecret()];
    // A client without a grant gets tokens all the same: what it may do is for the gateway to say.
    register.set(clientId, {
      name: clientId,
      scopes: role.scopes.length > 0 ? [...role.scopes] : [...scopes],
      secrets,
    });
    return { ...role, clientSecret: secrets.at(-1)?.value ?? '' };
  });
