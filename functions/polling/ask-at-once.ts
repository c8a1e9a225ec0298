import type { PollJob } from '#polling/poll-job';
import type { OpenPollJobStore } from '#polling/open-poll-jobs';
import type { PollJobStore } from '#polling/poll-job-store';
import { startPoller, type StartExecution } from '#polling/start-polling';

/** Step Functions waits a whole number of seconds, one at least. */
const waitSeconds = 1;

/** Has AT&T asked at once about something that is polled. Whoever polled it before ends at its next poll. */
export const askAtOnce = async (
  pollJobs: Pick<PollJobStore, 'takeOver'>,
  start: StartExecution,
  job: PollJob,
): Promise<void> => {
  const run = await pollJobs.takeOver(job, waitSeconds);
  // Somebody else has just taken over, and polls.
  if (run !== undefined) await startPoller(start, job, waitSeconds, run);
};

/** Has something polled again whose polling has ended. False when somebody else was faster. */
export const pollAgain = async (
  pollJobs: Pick<OpenPollJobStore, 'reopen'>,
  start: StartExecution,
  job: PollJob,
): Promise<boolean> => {
  const reopened = await pollJobs.reopen(job);
  // One whose start is lost is started by the sweep.
  if (reopened) await startPoller(start, reopened, waitSeconds);
  return reopened !== undefined;
};
