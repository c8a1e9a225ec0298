import type { ExecutionInput } from '#polling/state-machine-io';
import { executionNameOf, firstWaitOf, pollJobSchema, type PollJob } from '#polling/poll-job';

/** Starts an execution of the status poller, or leaves it at one of the same name. */
export type StartExecution = (name: string, input: ExecutionInput) => Promise<void>;

/** Starts the poller of a watch. @param run the watch’s own, or the one that takes over from it */
export const startPoller = (
  start: StartExecution,
  { solutionProvider, kind, id, ...watch }: PollJob,
  waitSeconds: number,
  run = watch.run,
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
 * For whoever sees the table’s changes: starts the poller of an item that has just come in, if it is a watch. May be called
 * any number of times for the same one. What nobody calls this for is started by the sweep, a minute or two later.
 */
export const startPolling = async (start: StartExecution, item: Record<string, unknown>): Promise<boolean> => {
  const watch = pollJobSchema.safeParse(item);
  if (!watch.success || watch.data.outcome !== undefined || watch.data.polls > 0) return false;
  await startPoller(start, watch.data, firstWaitOf(watch.data));
  return true;
};
