import { pollJobAfterRead, pollJobAfterWrite } from '#polling/begin-polling';
import type { SlaProfile } from '#domain/business-time/profiles';
import { keyTextOf, newPollJobItem } from '#polling/poll-job';
import type { PollJobStore } from '#polling/poll-job-store';
import type { WriteEffects } from '#requests/write-effects';

export interface FollowUpOptions {
  pollJobs: Pick<PollJobStore, 'ensure'>;
  now: () => number;
  /** How long port-ins may take; absent: as the rule has it. */
  portInProfiles?: readonly SlaProfile[] | undefined;
}

const mostRemembered = 10_000;

/**
 * The tracking side of a call, which also has AT&T polled for what the call leaves to be waited for. A write’s poll job is
 * stored together with the record of the call, so that it costs no request and cannot be lost; that of something a client
 * merely read, and that nobody may be polling, on its first read here.
 */
export const withFollowUp = (
  effects: WriteEffects,
  { pollJobs, now, portInProfiles }: FollowUpOptions,
): WriteEffects => {
  const terms = () => ({ nowMs: now(), portInProfiles });
  const ensured = new Set<string>();
  return {
    ...effects,
    effectsOf: (context, answer, requestId) => {
      const result = effects.effectsOf(context, answer, requestId);
      const job = pollJobAfterWrite(context, answer, terms());
      return job ? { ...result, items: [...result.items, newPollJobItem(job.target, now(), job.dueAt())] } : result;
    },
    scheduleFollowUp: async (context, answer) => {
      await effects.scheduleFollowUp(context, answer);
      const job = pollJobAfterWrite(context, answer, terms());
      if (job) await pollJobs.ensure(job.target, job.dueAt);
    },
    recordObservation: async (context, answer) => {
      await effects.recordObservation(context, answer);
      const job = pollJobAfterRead(context, answer, terms());
      if (!job) return;
      const key = keyTextOf(job.target);
      if (ensured.has(key)) return;
      await pollJobs.ensure(job.target, job.dueAt);
      if (ensured.size >= mostRemembered) ensured.clear();
      ensured.add(key);
    },
  };
};
