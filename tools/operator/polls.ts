import {
  pollListSchema,
  followedSchema,
  type Followed,
  type PollRequest,
  type PollView,
} from '#polling/answer-operator';
import { pollerSweepName } from '../../lib/names';
import type { Deployment } from './deployment';
import { upTo, type Bound, type Some } from './bound';
import { invoke } from './invoke';

const ask = (deployment: Deployment, request: PollRequest): Promise<unknown> =>
  invoke(deployment, pollerSweepName, request);

type Which = Extract<PollRequest, { listPolls: unknown }>['listPolls']['which'];

/** Those of a Solution Provider’s that are polled, or were given up. */
export const pollsThatAre = (
  deployment: Deployment,
  solutionProvider: string,
  which: Which,
  bound: Bound,
): Promise<Some<PollView>> =>
  upTo<PollView, Record<string, string>>(bound, async (after) => {
    const page = pollListSchema.parse(await ask(deployment, { listPolls: { solutionProvider, which, after } }));
    return { items: page.polls, next: page.next };
  });

type Target = Pick<PollView, 'solutionProvider' | 'kind' | 'id'>;

/** How these are polled, of those that are or were. */
export const pollsOf = async (deployment: Deployment, targets: readonly Target[]): Promise<PollView[]> =>
  pollListSchema.parse(await ask(deployment, { showPolls: [...targets] })).polls;

/** Has AT&T asked about one at once, and its polling begun again where it had ended before its time. */
export const followOne = async (
  deployment: Deployment,
  { solutionProvider, kind, id }: Target,
): Promise<Followed['follow']> =>
  followedSchema.parse(await ask(deployment, { follow: { solutionProvider, kind, id } })).follow;
