import { createHash, randomBytes } from 'node:crypto';
import { Option } from 'commander';
import type * as z from 'zod';
import { pushSecretName, pushSecretSchema } from '#pushes/push-secret';
import { secretPrefix } from '../../lib/names';
import type { Answer } from './answer';
import { command, type Group } from './command-line';
import { outputOf, type Deployment } from './deployment';
import { dryRun, type DryRun } from './dry-run';
import { Refusal } from './failures';
import { oneProvider, statedProvider } from './providers';
import type { PairInput } from './read-pair';
import { readSecretText } from './read-secret';
import { parsedSecret, putSecret, secretValue } from './secret-values';

type PushSecret = z.output<typeof pushSecretSchema>;

interface Storing extends DryRun {
  provider: string;
  given: boolean;
}
interface Rotating extends Storing {
  finish: boolean;
  undo: boolean;
}

const given = new Option(
  '--given',
  'the value that AT&T states, asked for or read from standard input, instead of one made here',
).default(false);
const ofProvider = ({ provider }: Storing) => ({ providers: [provider] });

/** What AT&T is known by when it tells something by itself. */
export const pushSecretGroup = (input: PairInput): Group => ({
  name: 'secret',
  about: 'What AT&T is known by when it tells something by itself',
  commands: [
    command({
      name: 'list',
      about: 'For which Solution Providers one is stored, and since when; never what it is',
      changes: 'nothing',
      act: list,
    }),
    command({
      name: 'set',
      about: 'Store the first; one that is made here is shown once, to be given to AT&T',
      options: [oneProvider, given, dryRun],
      requires: knownBySecret,
      changes: ofProvider,
      act: (deployment, options: Storing) => set(input, deployment, options),
    }),
    command({
      name: 'rotate',
      about: 'Store another beside it, as good as the first; with --finish end the first, with --undo the other',
      options: [
        oneProvider,
        given,
        new Option('--finish', 'AT&T uses the other: end the first').default(false).conflicts(['undo', 'given']),
        new Option('--undo', 'AT&T will not use the other: end it').default(false).conflicts(['finish', 'given']),
        dryRun,
      ],
      requires: knownBySecret,
      changes: (options: Rotating) => ({
        ...ofProvider(options),
        about: { how: options.finish ? 'finished' : options.undo ? 'undone' : 'begun' },
      }),
      act: (deployment, options: Rotating) => rotate(input, deployment, options),
    }),
  ],
});

interface State {
  provider: string;
  current?: string;
  next?: string;
  storedAt?: string;
}

async function list(deployment: Deployment): Promise<Answer> {
  requireHeader(deployment);
  const data = await Promise.all(
    deployment.tenant.solutionProviders.map(async ({ id: provider }): Promise<State> => {
      const { secret, storedAt } = await stored(deployment, provider);
      return { provider, ...marksOf(secret), ...(secret && storedAt && { storedAt: storedAt.toISOString() }) };
    }),
  );
  const lines = data.map(({ provider, current, next, storedAt = '' }) => {
    const known = current === undefined ? 'none stored: AT&T is answered 503' : `current ${current}`;
    return `${provider}  ${known}${next === undefined ? '' : `, next ${next}`}  ${storedAt}`.trimEnd();
  });
  return { text: lines.join('\n'), data };
}

/** @throws Refusal where AT&T is not known by a secret */
const requireHeader = ({ tenant }: Deployment): string => {
  const header = tenant.pushes?.secretHeader;
  if (header !== undefined) return header;
  throw new Refusal(`${tenant.tenant} states no \`pushes.secretHeader\`: AT&T is not known by a secret.`);
};

/** @throws Refusal where AT&T is not known by a secret of that one’s */
function knownBySecret(deployment: Deployment, options: Storing): void {
  requireHeader(deployment);
  statedProvider(deployment, options);
}

const secretNameOf = ({ tenant }: Deployment, provider: string): string =>
  pushSecretName(secretPrefix(tenant.tenant), provider);

const stored = async (deployment: Deployment, provider: string) => {
  const { text = '', storedAt } = (await secretValue(deployment, secretNameOf(deployment, provider))) ?? {};
  return { secret: pushSecretSchema.safeParse(parsedSecret(text)).data, storedAt };
};

const store = (deployment: Deployment, provider: string, { current, next }: PushSecret): Promise<void> =>
  putSecret(deployment, secretNameOf(deployment, provider), JSON.stringify({ current, next }));

/** By which values can be told apart. */
const markOf = (value: string): string => createHash('sha256').update(value).digest('hex').slice(0, 8);

const marksOf = (secret: PushSecret | undefined) => ({
  ...(secret && { current: markOf(secret.current) }),
  ...(secret?.next !== undefined && { next: markOf(secret.next) }),
});

async function set(input: PairInput, deployment: Deployment, options: Storing): Promise<Answer> {
  const { provider, dryRun: isDryRun } = options;
  const header = requireHeader(deployment);
  if ((await stored(deployment, provider)).secret)
    throw new Refusal(`${provider} has one already: change it with \`gateway pushes secret rotate\`.`);
  const value = await newValue(input, options);
  const after = { current: value };
  if (!isDryRun) await store(deployment, provider, after);
  return answerOf(deployment, { options, after, value, said: `known by ${header}` });
}

/** Made here, or given. @throws Refusal where functions could not use it, without saying what it is */
const newValue = async (input: PairInput, { given: isGiven }: Storing): Promise<string> => {
  const value = isGiven ? await readSecretText(input, 'Value of the header') : randomBytes(24).toString('hex');
  const { error } = pushSecretSchema.safeParse({ current: value });
  if (!error) return value;
  throw new Refusal(`Nothing was stored: the value ${error.issues.map(({ message }) => message).join('; ')}.`);
};

async function rotate(input: PairInput, deployment: Deployment, options: Rotating): Promise<Answer> {
  const { provider, finish, undo, dryRun: isDryRun } = options;
  const header = requireHeader(deployment);
  const { secret: before } = await stored(deployment, provider);
  if (!before) throw new Refusal(`${provider} has none yet: gateway pushes secret set.`);
  if (finish || undo) {
    if (before.next === undefined) throw new Refusal(`${provider} has one value only, and it is in use.`);
    const after = { current: finish ? before.next : before.current };
    if (!isDryRun) await store(deployment, provider, after);
    return answerOf(deployment, {
      options,
      before,
      after,
      said: `known by the ${finish ? 'newer' : 'older'} value alone`,
    });
  }
  if (before.next !== undefined)
    throw new Refusal(`${provider} has two values already: end one first, with --finish or --undo.`);
  const value = await newValue(input, options);
  if (value === before.current) throw new Refusal('That value is the one in use.');
  const after = { current: before.current, next: value };
  if (!isDryRun) await store(deployment, provider, after);
  return answerOf(deployment, {
    options,
    before,
    after,
    value,
    said: `known by ${header} with either of two values`,
  });
}

interface Stored {
  options: Storing;
  before?: PushSecret;
  after: PushSecret;
  /** What is new. */
  value?: string;
  said: string;
}

/** A value that was made here is shown, this once; one that was given is known. */
const answerOf = async (deployment: Deployment, { options, before, after, value, said }: Stored): Promise<Answer> => {
  const { provider, given: isGiven, dryRun: isDryRun } = options;
  const isShown = value !== undefined && !isGiven && !isDryRun;
  const url = isDryRun ? undefined : await outputOf(deployment, 'tracking', 'PushUrl');
  const returnUrl = url === undefined ? undefined : `${url}/${provider}`;
  const again = `npx gateway pushes secret rotate --tenant ${deployment.tenant.tenant} --provider ${provider}`;
  const lines = [
    `${provider}: AT&T ${isDryRun ? 'would be' : 'is'} ${said}, within a minute.`,
    ...(isShown ? [`Its value, which is shown this once: ${value}`] : []),
    ...(value !== undefined && returnUrl !== undefined ? [`Where AT&T sends to: ${returnUrl}`] : []),
    ...(after.next === undefined ? [] : [`Once AT&T uses it: ${again} --finish`]),
  ];
  return {
    text: lines.join('\n'),
    data: { provider, isDryRun, ...marksOf(after), returnUrl, ...(isShown && { value }) },
    changed: { before: before && marksOf(before), after: marksOf(after) },
  };
};
