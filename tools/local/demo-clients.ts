import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import type { OwnLimits } from '#domain/client-limits';
import { scopes, type Scope } from '#domain/define-operation';
import { keptState, type DataDir } from './state-file';

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

const newSecret = (): string => randomBytes(24).toString('base64url');

/** Clients to try the gateway with. Their secrets are made at the first start and are of no use elsewhere. */
export const demoClients = async (dataDir: DataDir, solutionProviders: readonly string[]): Promise<DemoClient[]> => {
  const roles = rolesFor(solutionProviders);
  const secrets = await keptState(dataDir, 'clients.json', z.record(z.string(), z.string().min(16)), () =>
    Object.fromEntries(roles.map(({ clientId }) => [clientId, newSecret()])),
  );
  return roles.map((role) => ({ ...role, clientSecret: secrets[role.clientId] ?? newSecret() }));
};
