import { pollReads } from '#operations/listing';
import { fractionOf } from '#domain/jitter';
import { startPoller, type StartExecution } from '#polling/start-polling';
import { keyTextOf, type PollJob } from '#polling/poll-job';
import type { PollJobStore } from '#polling/poll-job-store';
import type { Log } from '#platform/log';
import type { Item } from '#platform/table/table';

export interface PollerSweepDependencies {
  pollJobs: PollJobStore;
  start: StartExecution;
  log: Log;
}

/** Poll jobs one run looks at per Solution Provider; the next run goes on. */
const maximumWatches = 500;
const pageSize = 50;
/** Those taken over together do not all poll together. */
const spreadSeconds = 45;

/** `started`: had no poller yet. `restarted`: had lost it. */
export interface PollerSweepReport {
  started: number;
  restarted: number;
}

/**
 * Starts a poller for everything that should have been polled by now and was not: one whose start was missed, whose
 * execution failed, or was stopped. What is polled in time costs nothing here.
 */
export const sweepPollers = async (
  deps: PollerSweepDependencies,
  solutionProviders: readonly string[],
  hasTime: () => boolean,
): Promise<PollerSweepReport> => {
  const report = { started: 0, restarted: 0 };
  for (const solutionProvider of solutionProviders) {
    let after: Item | undefined;
    for (let seen = 0; seen < maximumWatches && hasTime(); seen += pageSize) {
      const page = await deps.pollJobs.lost(solutionProvider, pageSize, after);
      for (const job of page.pollJobs) {
        if (!hasTime()) return report;
        if (await restart(deps, job)) report[job.polls === 0 ? 'started' : 'restarted'] += 1;
      }
      after = page.next;
      if (!after) break;
    }
  }
  return report;
};

/** Whoever polled before ends at its next poll: the run is another. */
const restart = async ({ pollJobs, start, log }: PollerSweepDependencies, job: PollJob): Promise<boolean> => {
  const waitSeconds = Math.floor(spreadSeconds * fractionOf(keyTextOf(job)));
  const run = await pollJobs.takeOver(job, waitSeconds);
  if (run === undefined) return false;
  await startPoller(start, job, waitSeconds, run);
  if (job.polls === 0) return true;
  log.warn('poller-restarted', {
    operation: pollReads[job.kind]?.id ?? job.kind,
    solutionProvider: job.solutionProvider,
  });
  return true;
};
