import { Option } from 'commander';
import type { TrialResult } from '#att/try-credentials';
import type { CredentialSecret } from '#att/secret';
import type { RealEnvironment } from '#domain/define-operation';
import { exitCodes, type Answer } from './answer';
import { command, oneOf, type Group } from './command-line';
import { markOf, stateOf, storedPairs, storePairs, tryStored, type Owner, type StoredState } from './credentials';
import { removeCommands } from './credentials-remove';
import { environmentOf, requireFamily, type Deployment } from './deployment';
import { dryRun, type DryRun } from './dry-run';
import { Refusal } from './failures';
import { readPair, type PairInput } from './read-pair';

interface OwnerOptions {
  provider: string;
  family: string;
}
type Changing = OwnerOptions & DryRun;

const slots = ['current', 'next'] as const;
type Slot = (typeof slots)[number];
const owner = [
  new Option('-p, --provider <id>', 'the Solution Provider').makeOptionMandatory(),
  new Option('-f, --family <family>', 'ordering-apex, ordering-alliance or mobility').makeOptionMandatory(),
];
const slot = new Option('--slot <slot>', 'which of the two pairs a secret has')
  .argParser(oneOf(slots))
  .default('current');

const ofOwner = ({ provider, family }: OwnerOptions) => ({ providers: [provider], about: { family } });

const ownerOf = (deployment: Deployment, { provider, family }: OwnerOptions): Owner => ({
  provider,
  family: requireFamily(deployment, provider, family),
});

/** AT&T’s credentials of Solution Providers. */
export const credentialsGroup = (input: PairInput): Group => ({
  name: 'credentials',
  about: 'AT&T’s credentials of Solution Providers',
  commands: [
    command({
      name: 'list',
      about: 'Which pairs are stored, and since when; never what they are',
      changes: 'nothing',
      act: list,
    }),
    command({
      name: 'set',
      about: 'Store a pair, read from standard input or asked for',
      options: [...owner, slot, dryRun],
      requires: ownerOf,
      changes: ofOwner,
      act: (deployment, options: Changing & { slot: Slot }) => set(input, deployment, options),
    }),
    command({
      name: 'verify',
      about: 'Have the deployment try a stored pair with a read that changes nothing',
      options: [...owner, slot],
      changes: 'nothing',
      act: verify,
    }),
    command({
      name: 'rotate',
      about: 'Store a new pair, try it, and use it; the one before stays beside it',
      options: [...owner, dryRun],
      requires: ownerOf,
      changes: ofOwner,
      act: (deployment, options: Changing) => rotate(input, deployment, options),
    }),
    command({
      name: 'forget',
      about: 'Remove the pair beside the one in use',
      options: [...owner, dryRun],
      requires: ownerOf,
      changes: ofOwner,
      act: forget,
    }),
    ...removeCommands,
  ],
});

const list = async (deployment: Deployment): Promise<Answer> => {
  const owners = deployment.tenant.solutionProviders.flatMap(({ id: provider, families }) =>
    families.map((family) => ({ provider, family })),
  );
  const states = await Promise.all(owners.map((one) => stateOf(deployment, one)));
  return { text: states.map(lineOf).join('\n'), data: states };
};

const lineOf = (state: StoredState): string =>
  `${state.provider}  ${state.family}  ${storedInWords(state)}  ${state.removedAt ?? state.changedAt ?? ''}`.trimEnd();

const storedInWords = ({ current, next, environment = 'any', changedAt, removedAt }: StoredState): string => {
  if (removedAt !== undefined) return 'removed';
  if (current === undefined) return changedAt === undefined ? 'none stored' : 'nothing of use stored';
  return `current ${current}, ${next === undefined ? 'no next' : `next ${next}`}, for ${environment}`;
};

const set = async (
  input: PairInput,
  deployment: Deployment,
  { slot: which, dryRun: isDry, ...options }: Changing & { slot: Slot },
): Promise<Answer> => {
  const whose = ownerOf(deployment, options);
  const { environment, stored, others } = await found(deployment, whose);
  if (which === 'next' && !stored) throw noCurrentPair(others);
  const pair = await readPair(input);
  const secret = { current: pair, ...stored, [which]: pair, environment };
  if (!isDry) await storePairs(deployment, whose, secret);
  return stateAfter(whose, stored, secret, isDry);
};

interface Found {
  /** Of AT&T’s, which the deployment talks to; undefined where that is a simulator. */
  environment: RealEnvironment | undefined;
  /** Pairs for that environment. */
  stored: CredentialSecret | undefined;
  /** The environment that what is stored is for, where it is another. */
  others: RealEnvironment | undefined;
}

const found = async (deployment: Deployment, whose: Owner): Promise<Found> => {
  const [environment, stored] = await Promise.all([environmentOf(deployment), storedPairs(deployment, whose)]);
  const isForAnother = stored?.environment !== undefined && stored.environment !== environment;
  return isForAnother
    ? { environment, stored: undefined, others: stored.environment }
    : { environment, stored, others: undefined };
};

/** Pairs of two environments never stand in one secret. */
const noCurrentPair = (others: RealEnvironment | undefined): Refusal => {
  const why = others === undefined ? 'There is no current pair yet' : `What is stored is for AT&T’s ${others}`;
  return new Refusal(`${why}: store the pair in use first, with \`gateway credentials set\`.`);
};

const stateAfter = (
  { provider, family }: Owner,
  before: CredentialSecret | undefined,
  secret: CredentialSecret,
  isDry: boolean,
): Answer => {
  const data = { provider, family, isDryRun: isDry, ...marksOf(secret) };
  const said = `${isDry ? 'Would be stored' : 'Stored'}: ${lineOf(data)}`;
  return {
    text: isDry ? said : `${said}\nFunctions use it within five minutes, or as soon as AT&T refuses the other.`,
    data,
    changed: { before: before && marksOf(before), after: marksOf(secret) },
  };
};

const marksOf = ({ current, next, environment }: CredentialSecret) => ({
  current: markOf(current),
  ...(next && { next: markOf(next) }),
  ...(environment && { environment }),
});

const verify = async (
  deployment: Deployment,
  { slot: which, ...options }: OwnerOptions & { slot: Slot },
): Promise<Answer> => answerOf(which, await tryStored(deployment, ownerOf(deployment, options), which));

const answerOf = (which: string, result: TrialResult): Answer => {
  const exitCode = result.verdict === 'accepted' ? exitCodes.done : exitCodes.notInOrder;
  return { text: `${which}: ${inWords(result)}`, data: { slot: which, ...result }, exitCode };
};

const inWords = ({ verdict, operation = '', status }: TrialResult): string =>
  ({
    accepted: `AT&T takes it (${operation} was answered ${status ?? ''}).`,
    refused: `AT&T refuses it (${operation} was answered ${status ?? ''}). Do not try others by hand: AT&T may lock the account.`,
    undecided: `AT&T did not say (${operation} ${status === undefined ? 'got no answer' : `was answered ${status}`}). Try again later.`,
    missing: 'none is stored there that this deployment could use: see `gateway credentials list`.',
    unbound: 'no read of this family that the reconciler makes reaches AT&T in this deployment, so nobody can try it.',
  })[verdict];

const rotate = async (
  input: PairInput,
  deployment: Deployment,
  { dryRun: isDry, ...options }: Changing,
): Promise<Answer> => {
  const whose = ownerOf(deployment, options);
  const { environment, stored, others } = await found(deployment, whose);
  if (!stored) throw noCurrentPair(others);
  const pair = await readPair(input);
  if (markOf(pair) === markOf(stored.current)) throw new Refusal('That pair is the current one.');
  // It may be the one that AT&T takes by now.
  if (stored.next && markOf(stored.next) !== markOf(pair))
    throw new Refusal('There are two pairs already: end one first, with `gateway credentials forget`.');
  const rotated = { current: pair, next: stored.current, environment };
  if (isDry) return stateAfter(whose, stored, rotated, true);
  await storePairs(deployment, whose, { current: stored.current, next: pair, environment });
  const tried = await tryStored(deployment, whose, 'next');
  if (tried.verdict === 'accepted') {
    await storePairs(deployment, whose, rotated);
    const { text, ...done } = stateAfter(whose, stored, rotated, false);
    const advice = 'Once AT&T has ended the pair before: gateway credentials forget.';
    return { ...done, text: `${inWords(tried)}\n${text}\n${advice}` };
  }
  if (tried.verdict === 'refused') await storePairs(deployment, whose, stored);
  const left =
    tried.verdict === 'refused' ? 'Nothing was changed.' : 'It is stored beside the current one, which stays in use.';
  const { text, ...answer } = answerOf('next', tried);
  return { ...answer, text: `${text}\n${left}` };
};

const forget = async (deployment: Deployment, { dryRun: isDry, ...options }: Changing): Promise<Answer> => {
  const whose = ownerOf(deployment, options);
  const stored = await storedPairs(deployment, whose);
  if (!stored?.next) throw new Refusal('There is one pair only, and it is in use.');
  const { verdict } = await tryStored(deployment, whose, 'current');
  if (verdict === 'refused')
    throw new Refusal('AT&T refuses the current pair, so the one beside it is in use: rotate to that one first.');
  const { next: _, ...kept } = stored;
  if (!isDry) await storePairs(deployment, whose, kept);
  return stateAfter(whose, stored, kept, isDry);
};
