import type { ExecutionInput } from '#polling/state-machine-io';
import { executionNameOf, firstWaitOf, pollJobSchema, type PollJob } from '#polling/poll-job';

/** Starts an execution of the status poller, or leaves it at one of the same name. */
export type StartExecution = (name: string, input: ExecutionInput) => Promise<void>;

/** Starts the poller of a job. @param run the job’s own, or the one that takes over from it */
export const startPoller = (
  start: StartExecution,
  { solutionProvider, kind, id, ...job }: PollJob,
  waitSeconds: number,
  run = job.run,
): Promise<void> =>
  start(executionNameOf({ solutionProvider, kind, id }, run), {
    solutionProvider,
    kind,
    id,
    run,
    polls: 0,
    waitSeconds,
  });

/**
 * For whoever sees the table’s changes: starts the poller of an item that has just come in, if it is a job. May be called
 * any number of times for the same one. What nobody calls this for is started by the sweep, a minute or two later.
 */
export const startPolling = async (start: StartExecution, item: Record<string, unknown>): Promise<boolean> => {
  const job = pollJobSchema.safeParse(item);
  if (!job.success || job.data.outcome !== undefined || job.data.polls > 0) return false;
  await startPoller(start, job.data, firstWaitOf(job.data));
  return true;
};
