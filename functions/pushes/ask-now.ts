import type { PolledRead } from '#domain/define-operation';
import { pollTargetId } from '#polling/begin-polling';
import type { PollJobStore } from '#polling/poll-job-store';
import { startPoller, type StartExecution } from '#polling/start-polling';

/**
 * Has AT&T asked at once how something stands, by whoever follows it. `ended`: nothing more can come of it. `not-followed`:
 * nobody follows it, or not yet.
 */
export type AskNow = (
  read: PolledRead,
  solutionProvider: string,
  id: string,
) => Promise<'asked' | 'ended' | 'not-followed'>;

/** Step Functions waits a whole number of seconds, one at least. */
const waitSeconds = 1;

export const createAskNow =
  (pollJobs: Pick<PollJobStore, 'find' | 'takeOver'>, start: StartExecution): AskNow =>
  async (read, solutionProvider, id) => {
    const job = await pollJobs.find({ solutionProvider, kind: read.polled.kind, id: pollTargetId(read, id) });
    if (!job) return 'not-followed';
    if (job.outcome !== undefined) return 'ended';
    const run = await pollJobs.takeOver(job, waitSeconds);
    // Somebody else has just taken over, and polls.
    if (run !== undefined) await startPoller(start, job, waitSeconds, run);
    return 'asked';
  };
