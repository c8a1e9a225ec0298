import { textAt, valueAt } from '#domain/json/json-pointer';
import { storableText, type Observation } from '#domain/mobility/observation';
import { presentDetails } from '#domain/mobility/present-details';
import type { LongRunningKindRules } from '#domain/mobility/long-running-kind';

const ends = ['completed', 'partly-failed', 'failed'];

/** The steps of one subscriber in a batch, in AT&T’s order. */
export const pdpSteps = ['profileCheck', 'ipReservation', 'profileUpdate'] as const;

/** PDP batches. Some lines may fail while others succeed; the batch then ends `partly-failed`, whatever AT&T’s word. */
export const pdpProvisioningKind: LongRunningKindRules = {
  kind: 'pdp-provisioning',
  noun: 'PDP batch',
  collection: 'pdp-provisionings',
  next: {
    unknown: ['submitted', 'pending', ...ends],
    submitted: ['pending', ...ends],
    pending: ends,
    completed: [],
    'partly-failed': [],
    failed: [],
  },
  words: {
    submitted: 'submitted',
    accepted: 'submitted',
    acknowledged: 'submitted',
    pending: 'pending',
    inprogress: 'pending',
    completed: 'completed',
    complete: 'completed',
    partial: 'partly-failed',
    failed: 'failed',
  },
  opened: 'submitted',
  changeableIn: {},
  read: (answer) => ({
    reason: reasonOf(answer),
    details: { ...presentDetails(answer, { apn: '/apn' }), subscribers: subscribersOf(answer) },
  }),
  refine: (state, { subscribers }) => {
    if (state !== 'completed' || !Array.isArray(subscribers)) return state;
    const failed = subscribers.filter((subscriber) => textAt(subscriber, '/result') === 'failed').length;
    if (failed === 0) return state;
    return failed === subscribers.length ? 'failed' : 'partly-failed';
  },
};

/** AT&T takes at most 10 in a batch. */
const mostSubscribers = 10;

const subscribersOf = (answer: unknown): Record<string, unknown>[] => {
  const subscribers = valueAt(answer, '/subscribers');
  if (!Array.isArray(subscribers)) return [];
  return subscribers.slice(0, mostSubscribers).map((subscriber: unknown) => {
    const steps = presentDetails(subscriber, Object.fromEntries(pdpSteps.map((step) => [step, `/${step}`])));
    const reason = textAt(subscriber, '/reason');
    return {
      ...presentDetails(subscriber, { subscriberNumber: '/subscriberNumber', staticIp: '/staticIp' }),
      ...steps,
      result: resultOf(Object.values(steps)),
      ...(reason && { reason: storableText(reason) }),
    };
  });
};

/** One failed step fails the subscriber; all three have to be done for it to be done. */
const resultOf = (words: readonly unknown[]): 'pending' | 'completed' | 'failed' => {
  const all = words.map((word) => String(word).toLowerCase());
  if (all.some((word) => /^(fail|reject|error)/.test(word))) return 'failed';
  return all.length === pdpSteps.length && all.every((word) => /^(complete|success|done)/.test(word))
    ? 'completed'
    : 'pending';
};

const reasonOf = (answer: unknown): Observation['reason'] => {
  const failed = subscribersOf(answer).find(({ reason }) => reason !== undefined);
  return failed && { text: String(failed['reason']) };
};
