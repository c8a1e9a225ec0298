import { pollJobsAfterWrite, pollJobsAfterRead } from '#polling/begin-polling';
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
 * The tracking side of a call, which also has AT&T polled for what the call leaves to be waited for. A write’s watch is
 * stored together with the record of the call, so that it costs no request and cannot be lost; that of something a client
 * merely read, and that nobody may be polling, on its first read here.
 */
export const withFollowUp = (
  steps: WriteEffects,
  { pollJobs: watches, now, portInProfiles }: FollowUpOptions,
): WriteEffects => {
  const terms = () => ({ nowMs: now(), portInProfiles });
  const ensured = new Set<string>();
  return {
    ...steps,
    effectsOf: (subject, answer, requestId) => {
      const lesson = steps.effectsOf(subject, answer, requestId);
      const begun = pollJobsAfterWrite(subject, answer, terms());
      const items = begun.map(({ target: watched, dueAt }) => newPollJobItem(watched, now(), dueAt));
      return { ...lesson, items: [...lesson.items, ...items] };
    },
    scheduleFollowUp: async (subject, answer) => {
      for (const { target: watched, dueAt } of pollJobsAfterWrite(subject, answer, terms()))
        await watches.ensure(watched, dueAt);
    },
    recordObservation: async (subject, answer) => {
      await steps.recordObservation(subject, answer);
      for (const { target: watched, dueAt } of pollJobsAfterRead(subject, answer, terms())) {
        const key = keyTextOf(watched);
        if (ensured.has(key)) continue;
        await watches.ensure(watched, dueAt);
        if (ensured.size >= mostRemembered) ensured.clear();
        ensured.add(key);
      }
    },
  };
};
