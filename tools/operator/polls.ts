import {
  pollListSchema,
  followedSchema,
  type Followed,
  type PollRequest,
  type PollView,
} from '#polling/answer-operator';
import { pollerSweepName } from '../../lib/names';
import type { Deployment } from './deployment';
import { invoke } from './invoke';

const ask = (deployment: Deployment, request: PollRequest): Promise<unknown> =>
  invoke(deployment, pollerSweepName, request);

/** Everything of a Solution Provider’s that is polled, and what was given up. */
export const allPolls = async (deployment: Deployment, solutionProvider: string): Promise<PollView[]> => {
  const found: PollView[] = [];
  let after: Record<string, string> | undefined;
  do {
    const page = pollListSchema.parse(await ask(deployment, { listPolls: { solutionProvider, after } }));
    found.push(...page.polls);
    after = page.next;
  } while (after);
  return found;
};

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
