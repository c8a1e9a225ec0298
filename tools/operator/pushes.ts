import { Option } from 'commander';
import { pushListSchema, type OperatorRequest, type PushView } from '#pushes/answer-operator';
import { pushApplierName } from '#pushes/push-applier-name';
import type { Answer } from './answer';
import { everything, howMuch, upTo, type Bound, type HowMuch, type Some } from './bound';
import { command, type Group } from './command-line';
import type { Deployment } from './deployment';
import { dryRun, type DryRun } from './dry-run';
import { Refusal } from './failures';
import { invoke } from './invoke';
import { pushSecretGroup } from './push-secrets';
import { oneProvider, statedProvider } from './providers';
import type { PairInput } from './read-pair';
import { inWords, reportSchema } from './report';

interface OfProvider {
  provider: string;
}

/** Messages that are listed, unless told otherwise. */
const shown = 100;
/** Of those that a dry run would look at. */
const listed: Bound = { most: 1_000, pages: Infinity };

/** What AT&T has told by itself. */
export const pushesGroup = (input: PairInput): Group => ({
  name: 'pushes',
  about: 'What AT&T has told by itself',
  commands: [
    command({
      name: 'list',
      about: 'What is not decided, without what the messages say',
      options: [
        oneProvider,
        new Option('--decided', 'what is decided as well, in no order').default(false),
        ...howMuch(shown, 'so many'),
      ],
      changes: 'nothing',
      act: list,
    }),
    command({
      name: 'show',
      about: 'One message, secrets masked',
      options: [oneProvider, new Option('--push <id>', 'the message').makeOptionMandatory()],
      changes: 'nothing',
      act: show,
    }),
    command({
      name: 'again',
      about: 'Have what is not decided looked at by the contract the deployment has now',
      options: [oneProvider, new Option('--push <id>', 'this one alone'), dryRun],
      changes: ({ provider: of, push }: Again) => ({
        providers: [of],
        about: { ...(push !== undefined && { push }) },
      }),
      requires: pushedFor,
      act: again,
    }),
    pushSecretGroup(input),
  ],
});

/** @throws Refusal where the tenant has no pushes, or no such Solution Provider */
function pushedFor(deployment: Deployment, options: OfProvider): void {
  const { tenant, pushes } = deployment.tenant;
  if (!pushes) throw new Refusal(`${tenant} states no \`pushes\`: AT&T may send nothing by itself.`);
  statedProvider(deployment, options);
}

/** @throws Refusal where the tenant has no pushes, or no such Solution Provider */
const ask = (deployment: Deployment, solutionProvider: string, request: OperatorRequest): Promise<unknown> => {
  pushedFor(deployment, { provider: solutionProvider });
  return invoke(deployment, pushApplierName, request);
};

async function list(deployment: Deployment, options: OfProvider & HowMuch & { decided: boolean }): Promise<Answer> {
  const { provider: whose, decided } = options;
  const which = decided ? 'all' : 'undecided';
  const { found, hasMore } = await keptPushes(deployment, whose, which, asMany(options));
  const lines = found.map(lineOf);
  if (hasMore) lines.push(`There are more than these ${found.length}: --all shows them.`);
  const text = lines.join('\n') || (decided ? 'Nothing is kept.' : everythingDecided);
  return { text, data: { pushes: found, hasMore } };
}

/** Whatever a page has counts, so that pages are as few as are needed. */
const asMany = ({ most, all }: HowMuch): Bound => (all ? everything : { most, pages: Infinity });

/** Messages of AT&T’s that are kept. @throws Refusal where the tenant has no pushes, or no such Solution Provider */
export const keptPushes = async (
  deployment: Deployment,
  solutionProvider: string,
  which: 'all' | 'undecided',
  bound: Bound,
): Promise<Some<PushView>> =>
  upTo<PushView, Record<string, string>>(bound, async (after) => {
    const page = pushListSchema.parse(
      await ask(deployment, solutionProvider, { list: { solutionProvider, which, after } }),
    );
    return { items: page.pushes, next: page.next };
  });

const everythingDecided = 'Everything is decided.';

const lineOf = ({ pushId, receivedAt, times, state, whyNot, kind, id }: PushView): string =>
  [receivedAt, pushId, `${times}×`, state, whyNot, kind, id].filter((part) => part !== undefined).join('  ');

async function show(deployment: Deployment, options: OfProvider & { push: string }): Promise<Answer> {
  const { provider: solutionProvider, push: pushId } = options;
  const pushes = await onePush(deployment, solutionProvider, pushId);
  return { text: pushes.map((push) => `${lineOf(push)}\n${push.shown}`).join('\n'), data: pushes };
}

const onePush = async (deployment: Deployment, solutionProvider: string, pushId: string): Promise<PushView[]> =>
  pushListSchema.parse(await ask(deployment, solutionProvider, { show: { solutionProvider, pushId } })).pushes;

interface Again extends OfProvider, DryRun {
  push?: string;
}

async function again(deployment: Deployment, options: Again): Promise<Answer> {
  const { provider: solutionProvider, push: pushId, dryRun: isDryRun } = options;
  if (isDryRun) {
    const { found, hasMore } =
      pushId === undefined
        ? await keptPushes(deployment, solutionProvider, 'undecided', listed)
        : { found: await onePush(deployment, solutionProvider, pushId), hasMore: false };
    const count = `${hasMore ? 'more than ' : ''}${found.length}`;
    const text = [`Would be looked at again: ${count}`, ...found.map(lineOf)].join('\n');
    return { text, data: { isDryRun, pushes: found, hasMore } };
  }
  const data = reportSchema.parse(await ask(deployment, solutionProvider, { lookAgain: { solutionProvider, pushId } }));
  return { text: inWords(data) || everythingDecided, data, changed: { after: data } };
}
