import { begunBy, readBy } from '#polling/begin-polling';
import type { SlaProfile } from '#domain/business-time/profiles';
import { keyTextOf, newWatchItem } from '#polling/poll-job';
import type { WatchStore } from '#polling/poll-job-store';
import type { Steps } from '#requests/write-effects';

export interface PolledStepsOptions {
  watches: Pick<WatchStore, 'ensure'>;
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
export const withPolling = (steps: Steps, { watches, now, portInProfiles }: PolledStepsOptions): Steps => {
  const terms = () => ({ nowMs: now(), portInProfiles });
  const ensured = new Set<string>();
  return {
    ...steps,
    learn: (subject, answer, requestId) => {
      const lesson = steps.learn(subject, answer, requestId);
      const begun = begunBy(subject, answer, terms());
      const items = begun.map(({ watched, dueAt }) => newWatchItem(watched, now(), dueAt));
      return { ...lesson, items: [...lesson.items, ...items] };
    },
    follow: async (subject, answer) => {
      for (const { watched, dueAt } of begunBy(subject, answer, terms())) await watches.ensure(watched, dueAt);
    },
    observe: async (subject, answer) => {
      await steps.observe(subject, answer);
      for (const { watched, dueAt } of readBy(subject, answer, terms())) {
        const key = keyTextOf(watched);
        if (ensured.has(key)) continue;
        await watches.ensure(watched, dueAt);
        if (ensured.size >= mostRemembered) ensured.clear();
        ensured.add(key);
      }
    },
  };
};
