import { poll, type PollDependencies } from '#polling/poll';
import type { PollTarget } from '#polling/poll-job';
import type { PollOutcome } from '#polling/state-machine-io';

/** Far more than anything the simulator works on takes. */
const mostPolls = 100;

/**
 * Polls as the state machine does, until nobody has to any more.
 * @param wait passes the time between, after so many polls
 * @returns what each poll came to; none where nothing is polled
 */
export const pollToTheEnd = async (
  deps: PollDependencies,
  target: PollTarget,
  wait: (seconds: number, polls: number) => void,
): Promise<PollOutcome[]> => {
  const job = await deps.pollJobs.find(target);
  const outcomes: PollOutcome[] = [];
  for (let polls = 0; job && polls < mostPolls; polls += 1) {
    const { outcome, done, waitSeconds } = await poll(deps, { ...target, run: job.run, polls });
    outcomes.push(outcome);
    if (done) break;
    wait(waitSeconds, polls);
  }
  return outcomes;
};
