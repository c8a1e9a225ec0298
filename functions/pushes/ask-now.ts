import type { PolledRead } from '#domain/define-operation';
import { askAtOnce } from '#polling/ask-at-once';
import { pollTargetId } from '#polling/begin-polling';
import type { PollJobStore } from '#polling/poll-job-store';
import type { StartExecution } from '#polling/start-polling';

/**
 * Has AT&T asked at once how something stands, by whoever follows it. `ended`: nothing more can come of it. `not-followed`:
 * nobody follows it, or not yet.
 */
export type AskNow = (
  read: PolledRead,
  solutionProvider: string,
  id: string,
) => Promise<'asked' | 'ended' | 'not-followed'>;

export const createAskNow =
  (pollJobs: Pick<PollJobStore, 'find' | 'takeOver'>, start: StartExecution): AskNow =>
  async (read, solutionProvider, id) => {
    const job = await pollJobs.find({ solutionProvider, kind: read.polled.kind, id: pollTargetId(read, id) });
    if (!job) return 'not-followed';
    if (job.outcome !== undefined) return 'ended';
    await askAtOnce(pollJobs, start, job);
    return 'asked';
  };
