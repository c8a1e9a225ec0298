import { Option } from 'commander';
import type { Grant } from '#api/grants';
import type { ApiFamily } from '#domain/define-operation';
import { exitCodes, type Answer } from './answer';
import { grantOf, registeredClients } from './clients';
import { command, type CommandOf } from './command-line';
import { stateOf, tryStored } from './credentials';
import { outputOf, requireProviders, type Deployment } from './deployment';
import { Refusal } from './failures';
import { restrictionsOf } from './restrictions';
import { provider } from './sp-restrict';

interface VerifyOptions {
  provider: string;
  client?: string[];
}

/** Says of a Solution Provider, by API family, what is in order and what is missing. */
export const verifyCommand: CommandOf<never> = command({
  name: 'verify',
  about: 'Whether its credentials stand, AT&T takes them, and a client may call for it, by API family',
  options: [
    provider,
    new Option('-c, --client <id...>', 'clients to look at, where the tenant has a token issuer of its own'),
  ],
  changes: 'nothing',
  act: verify,
});

async function verify(deployment: Deployment, { provider: id, client }: VerifyOptions): Promise<Answer> {
  requireProviders(deployment, [id]);
  const families = deployment.tenant.solutionProviders.find((one) => one.id === id)?.families ?? [];
  const [restrictions, grants] = await Promise.all([restrictionsOf(deployment), grantsOf(deployment, client)]);
  const state = restrictions[id] ?? 'enabled';
  const found: FamilyState[] = [];
  // One after the other: each is a call of AT&T’s.
  for (const family of families) found.push(await familyState(deployment, id, family, grants));
  const isInOrder = state === 'enabled' && found.every(({ isInOrder: one }) => one);
  return {
    text: [`${id}  ${state}`, ...found.map(lineOf)].join('\n'),
    data: { solutionProvider: id, state, families: found, isInOrder },
    ...(!isInOrder && { exitCode: exitCodes.notInOrder }),
  };
}

interface FamilyState {
  family: ApiFamily;
  /** A mark of the pair in use; absent where none is stored. */
  stored?: string;
  /** What AT&T says of it. */
  verdict: string;
  /** Clients that may call operations of the family for it. */
  clients: string[];
  isInOrder: boolean;
}

const familyState = async (
  deployment: Deployment,
  id: string,
  family: ApiFamily,
  grants: readonly ClientGrant[],
): Promise<FamilyState> => {
  const { current } = await stateOf(deployment, { provider: id, family });
  const verdict =
    current === undefined ? 'missing' : (await tryStored(deployment, { provider: id, family }, 'current')).verdict;
  const clients = grants.filter(({ grant }) => mayCall(grant, id, family)).map(({ clientId }) => clientId);
  return {
    ...{ family, verdict, clients, isInOrder: verdict === 'accepted' && clients.length > 0 },
    ...(current !== undefined && { stored: current }),
  };
};

const lineOf = ({ family, stored, verdict, clients }: FamilyState): string =>
  [
    family,
    stored === undefined ? 'no credentials: gateway credentials set' : `credentials ${stored}: AT&T ${said(verdict)}`,
    clients.length === 0 ? 'no client may call for it: gateway client grant' : `clients ${clients.join(', ')}`,
  ].join('  ');

const said = (verdict: string): string =>
  ({
    accepted: 'takes them',
    refused: 'refuses them: gateway credentials rotate',
    unbound: 'cannot be asked, since no read of the family is bound',
  })[verdict] ?? 'did not say';

/** Scopes are named by what the family is for. */
const mayCall = ({ solutionProviders, scopes }: Grant, id: string, family: ApiFamily): boolean =>
  solutionProviders.includes(id) && scopes.some((scope) => scope.startsWith(`${family.split('-', 1)[0] ?? ''}:`));

interface ClientGrant {
  clientId: string;
  grant: Grant;
}

/** Of the clients named, or of all the deployment’s user pool has. */
const grantsOf = async (deployment: Deployment, named: readonly string[] | undefined): Promise<ClientGrant[]> => {
  const hasPool = (await outputOf(deployment, 'data', 'UserPoolId')) !== undefined;
  if (!named && !hasPool)
    throw new Refusal(`${deployment.tenant.tenant} has a token issuer of its own: name clients of it with --client.`);
  const ids = named ?? (await registeredClients(deployment)).map(({ clientId }) => clientId);
  const grants = await Promise.all(
    ids.map(async (clientId) => ({ clientId, grant: await grantOf(deployment, clientId) })),
  );
  return grants.filter((one): one is ClientGrant => one.grant !== undefined);
};
