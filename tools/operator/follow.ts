import { Option } from 'commander';
import { longRecordId } from '#domain/order/record-id';
import { pollReads } from '#operations/listing';
import type { Followed, PollView } from '#polling/answer-operator';
import { exitCodes, type Answer } from './answer';
import { change, type Accounted } from './change';
import { wholeNumber } from './command-line';
import type { Deployment } from './deployment';
import { Refusal } from './failures';
import { findAll, type Found } from './find';
import { followOne, pollsOf } from './polls';
import { oneProvider, statedProvider } from './providers';
import type { Session } from './session';
import { standingOf, type Standing } from './standing';

interface FollowOptions extends Accounted {
  id: string;
  provider: string;
  wait?: number;
}

/** Has AT&T asked about one long-running thing, and shows it until its end. */
export const followCommand = change<FollowOptions>({
  name: 'follow',
  about:
    'Have AT&T asked now how something stands, and polled again where that had ended; with --wait show it to its end',
  argument: { name: 'id', about: 'any id of an order, port-in, activation or PDP batch' },
  options: [
    oneProvider,
    new Option('-w, --wait <minutes>', 'show what becomes of it, for so long').argParser(wholeNumber(1, 1440)),
  ],
  changes: ({ provider, id }) => ({ providers: [provider], personal: { id } }),
  requires: statedProvider,
  act: follow,
});

const followedKinds = ['order', 'port-in', 'service-activation', 'pdp-provisioning'] as const;

async function follow(deployment: Deployment, options: FollowOptions, session: Session): Promise<Answer> {
  const { provider, id, dryRun: isDryRun, wait } = options;
  const thing = await theOne(deployment, provider, id);
  const standing = await standingOf(deployment, provider, thing);
  const polls = await pollsOf(deployment, targetsOf(thing, standing));
  const facts = { provider, kind: thing.kind, id: thing.id, isDryRun };
  if (isDryRun) return answerOf(facts, standing, polls.map(pollLine), { polls });
  const followed: { poll: PollView; follow: Followed['follow'] }[] = [];
  for (const poll of polls) followed.push({ poll, follow: await followOne(deployment, poll) });
  const said = followed.map(({ poll, follow: did }) => `${poll.kind} ${poll.id}  ${inWords[did]}`);
  const last = wait === undefined ? standing : await shown(deployment, { thing, standing, wait }, session);
  const answer = answerOf(facts, last, said.length > 0 ? said : [neverPolled], { polls: followed });
  const isWithout = followed.length === 0 || (wait !== undefined && !last.isFinal);
  return isWithout ? { ...answer, exitCode: exitCodes.notInOrder } : answer;
}

const neverPolled = 'Nobody has ever asked AT&T about it: reading it at AT&T through the gateway begins that.';

const inWords: Record<Followed['follow'], string> = {
  asked: 'AT&T is asked now',
  again: 'AT&T is asked now, and again until its end',
  ended: 'nothing more can come of it',
  never: 'nobody has ever asked AT&T about it',
};

/** @throws Refusal where an id leads to none, or to several */
const theOne = async (deployment: Deployment, provider: string, id: string): Promise<Found> => {
  const { found } = await findAll(deployment, [provider], id);
  const [thing, ...others] = found.filter(({ kind }) => followedKinds.some((one) => one === kind));
  if (thing === undefined) throw new Refusal(`${provider} has nothing that AT&T works on with the id ${id}.`);
  if (others.length === 0) return thing;
  const all = [thing, ...others].map((one) => `${one.kind} ${one.id}`).join(', ');
  throw new Refusal(`${id} leads to several: ${all}. Name one by its own id.`);
};

/** What of it may be polled: an order by several reads, each by an id of its own. */
const targetsOf = ({ provider: solutionProvider, kind, id }: Found, { ids }: Standing) =>
  kind === 'order'
    ? Object.entries(pollReads)
        .filter(([, read]) => read?.program !== undefined)
        .flatMap(([one]) => ids.map((orderId) => ({ solutionProvider, kind: one, id: longRecordId(orderId) })))
        .slice(0, mostTargets)
    : [{ solutionProvider, kind, id }];

/** The sweep takes so many at once. */
const mostTargets = 100;

const pollLine = ({ kind, id, standing, polls, misses, polledAt = 'never' }: PollView): string =>
  `${kind} ${id}  ${standing}  asked ${polls}×, last ${polledAt}, ${misses} misses in a row`;

const answerOf = (
  facts: { kind: string; id: string },
  { state, isFinal, since = '' }: Standing,
  lines: readonly string[],
  data: object,
): Answer => ({
  text: [`${facts.kind}  ${facts.id}  ${state}  ${since}`.trimEnd(), ...lines].join('\n'),
  data: { ...facts, state, isFinal, ...data },
});

const secondsApart = 10;

/** How it stands once nothing more can come of it, or the time is over; tells of each state on the way. */
const shown = async (
  deployment: Deployment,
  { thing, standing, wait }: { thing: Found; standing: Standing; wait: number },
  { progress, pause }: Session,
): Promise<Standing> => {
  let last = standing;
  progress(last.state);
  for (let waited = 0; waited < wait * 60 && !last.isFinal; waited += secondsApart) {
    await pause(secondsApart * 1000);
    const next = await standingOf(deployment, thing.provider, thing);
    if (next.state !== last.state) progress(`${next.since ?? ''}  ${next.state}`);
    last = next;
  }
  return last;
};
