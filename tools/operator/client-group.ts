import { InvalidArgumentError, Option } from 'commander';
import type { Grant } from '#api/grants';
import { ownLimitsSchema, type OwnLimits } from '#domain/client-limits';
import { scopes, type Scope } from '#domain/define-operation';
import { nearestName } from '#domain/nearest-name';
import { exitCodes, type Answer } from './answer';
import {
  addSecret,
  deleteGrant,
  endOlderSecret,
  grantOf,
  putGrant,
  registerClient,
  registeredClients,
  requireAnswerable,
  secretsAfter,
  type NewSecret,
} from './clients';
import { command, type Group } from './command-line';
import { requireProviders, type Deployment } from './deployment';
import { dryRun, type DryRun } from './dry-run';
import { Refusal } from './failures';

interface GrantOptions extends DryRun {
  provider: string[];
  scope: Scope[];
  perSecond?: number;
  perDay?: number;
}
interface OneClient {
  client: string;
}

const scopeOf = (given: string, before: Scope[] = []): Scope[] => {
  const scope = scopes.find((one) => one === given);
  if (scope !== undefined) return [...before, scope];
  const near = nearestName(given, scopes);
  throw new InvalidArgumentError(`${near === undefined ? '' : `Is it ${near}? `}There are: ${scopes.join(', ')}.`);
};

const limitOf =
  (name: keyof OwnLimits) =>
  (given: string): number => {
    const limit = ownLimitsSchema().safeParse({ [name]: Number(given) });
    if (limit.success) return Number(given);
    throw new InvalidArgumentError(limit.error.issues.map(({ message }) => message).join(' '));
  };

const client = new Option('-c, --client <id>', 'the client, by the id the token issuer knows').makeOptionMandatory();
const grantOptions = [
  new Option('-p, --provider <id...>', 'Solution Providers it may act for').makeOptionMandatory(),
  new Option('-s, --scope <scope...>', scopes.join(', ')).argParser(scopeOf).makeOptionMandatory(),
  new Option('--per-second <calls>', 'a limit of its own').argParser(limitOf('perSecond')),
  new Option('--per-day <calls>', 'a limit of its own').argParser(limitOf('perDay')),
  dryRun,
];

const ofClient = ({ client: id }: OneClient) => ({ about: { client: id } });

/** Who may call the gateway, and what. */
export const clientGroup: Group = {
  name: 'client',
  about: 'Who may call the gateway, and what',
  commands: [
    command({
      name: 'list',
      about: 'The clients of the deployment’s user pool, with their grants',
      changes: 'nothing',
      act: list,
    }),
    command({ name: 'show', about: 'What a client may do', options: [client], changes: 'nothing', act: show }),
    command({
      name: 'create',
      about: 'Register a client in the user pool, and grant it; shows its secret once',
      options: [new Option('-n, --name <name>', 'what it is called').makeOptionMandatory(), ...grantOptions],
      changes: ({ name, provider }: GrantOptions & { name: string }) => ({ providers: provider, about: { name } }),
      requires: granted,
      act: create,
    }),
    command({
      name: 'grant',
      about: 'Say what a client may do, instead of what it might before',
      options: [client, ...grantOptions],
      changes: ({ client: id, provider }: GrantOptions & OneClient) => ({ providers: provider, about: { client: id } }),
      requires: granted,
      act: grant,
    }),
    command({
      name: 'revoke',
      about: 'Let a client do nothing any more',
      options: [client, dryRun],
      changes: ofClient,
      act: revoke,
    }),
    command({
      name: 'rotate',
      about: 'Give a client a second secret; with --finish end the older one',
      options: [client, new Option('--finish', 'end the older of its two secrets').default(false), dryRun],
      changes: ofClient,
      act: rotate,
    }),
  ],
};

async function list(deployment: Deployment): Promise<Answer> {
  const clients = await registeredClients(deployment);
  const data = await Promise.all(
    clients.map(async (one) => ({ ...one, grant: await grantOf(deployment, one.clientId) })),
  );
  const lines = data.map(({ clientId, name, grant: given }) => `${clientId}  ${name}  ${inWords(given)}`);
  return { text: lines.join('\n') || 'No client is registered.', data };
}

async function show(deployment: Deployment, { client: clientId }: OneClient): Promise<Answer> {
  const given = await grantOf(deployment, clientId);
  return { text: `${clientId}  ${inWords(given)}`, data: { clientId, grant: given } };
}

const inWords = (given: Grant | undefined): string => {
  if (!given) return 'may do nothing';
  const { solutionProviders, scopes: may, limits } = given;
  const often =
    limits === undefined
      ? ''
      : `, ${Object.entries(limits)
          .map(([name, most]) => `${name} ${most}`)
          .join(', ')}`;
  return `${may.join(' ')} for ${solutionProviders.join(', ')}${often}`;
};

function granted(deployment: Deployment, { provider, scope, perSecond, perDay }: GrantOptions): Grant {
  requireProviders(deployment, provider);
  const limits = {
    ...(perSecond !== undefined && { perSecond }),
    ...(perDay !== undefined && { perDay }),
  };
  const grant = {
    solutionProviders: [...new Set(provider)],
    scopes: [...new Set(scope)],
    ...(Object.keys(limits).length > 0 && { limits }),
  };
  requireAnswerable(grant);
  return grant;
}

async function create(deployment: Deployment, options: GrantOptions & { name: string }): Promise<Answer> {
  const given = granted(deployment, options);
  const { name, dryRun: isDryRun } = options;
  if (isDryRun)
    return { text: `${name} would be registered: ${inWords(given)}.`, data: { name, isDryRun, grant: given } };
  const made = await registerClient(deployment, name);
  try {
    await putGrant(deployment, made.clientId, given);
  } catch (error) {
    // Nobody could ask for the secret again.
    const why = error instanceof Error ? error.name : 'unknown';
    const ungranted = `${made.clientId}  is registered, and its grant was not written (${why}): gateway client grant --client ${made.clientId}`;
    const changed = { about: { client: made.clientId } };
    return { ...withSecret(made, ungranted, { name }), exitCode: exitCodes.failed, changed };
  }
  return {
    ...withSecret(made, `${made.clientId}  ${inWords(given)}`, { name, grant: given }),
    changed: { after: given, about: { client: made.clientId } },
  };
}

/** AWS is paid for each token (docs/cost.md). */
const tokenAdvice =
  'A token it fetches is good for an hour. Have it use the token again until shortly before expires_in is over: one fetched for every call costs more than all else that the call does.';

const withSecret = (made: NewSecret, text: string, more: object = {}): Answer => ({
  text: `${text}\nIts secret, which is shown this once: ${made.clientSecret}\n${tokenAdvice}`,
  data: { ...made, ...more },
});

async function grant(deployment: Deployment, options: GrantOptions & OneClient): Promise<Answer> {
  const { client: clientId, dryRun: isDryRun } = options;
  const given = granted(deployment, options);
  const before = await readableGrantOf(deployment, clientId);
  if (!isDryRun) await putGrant(deployment, clientId, given);
  const text = `${clientId}  ${isDryRun ? 'would be let do' : 'may do'}: ${inWords(given)}\nBefore: ${before.text}${isDryRun ? '' : '\nIn force within two minutes.'}`;
  const changed = { before: before.grant, after: given };
  return { text, data: { clientId, isDryRun, grant: given, before: before.grant }, changed };
}

/** One that nobody can read is no reason to keep it. */
const readableGrantOf = async (deployment: Deployment, clientId: string): Promise<{ grant?: Grant; text: string }> => {
  try {
    const given = await grantOf(deployment, clientId);
    return { ...(given && { grant: given }), text: inWords(given) };
  } catch (error) {
    if (error instanceof Refusal) return { text: error.message };
    throw error;
  }
};

async function revoke(deployment: Deployment, options: OneClient & DryRun): Promise<Answer> {
  const { client: clientId, dryRun: isDryRun } = options;
  const before = await readableGrantOf(deployment, clientId);
  if (!isDryRun) await deleteGrant(deployment, clientId);
  const text = isDryRun ? 'would be let do nothing' : 'may do nothing, within two minutes';
  const data = { clientId, isDryRun, before: before.grant };
  return { text: `${clientId}  ${text}\nBefore: ${before.text}`, data, changed: { before: before.grant } };
}

async function rotate(deployment: Deployment, options: OneClient & DryRun & { finish: boolean }): Promise<Answer> {
  const { client: clientId, finish, dryRun: isDryRun } = options;
  if (isDryRun) {
    const secrets = await secretsAfter(deployment, clientId, finish);
    const text = `${clientId}  would have ${secrets === 1 ? 'one secret, the newer' : 'a second secret'}.`;
    return { text, data: { clientId, isDryRun, secrets } };
  }
  if (finish) {
    await endOlderSecret(deployment, clientId);
    return { text: `${clientId}  has one secret, the newer.`, data: { clientId, secrets: 1 } };
  }
  const made = await addSecret(deployment, clientId);
  const advice = `Both are good. Once the client uses it: gateway client rotate --client ${clientId} --finish`;
  return withSecret(made, `${clientId}  has a second secret. ${advice}`);
}
