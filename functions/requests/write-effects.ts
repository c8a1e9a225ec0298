import type { CallContext } from '#requests/call-context';
import type { Item, Key } from '#platform/table/table';
import type { TrackingUpdate } from '#domain/order/facts';

/** What an answer tells, and items to be stored together with the record of the call. */
export interface WriteResult {
  update: TrackingUpdate | undefined;
  items: readonly Item[];
}

/** A write that was let through. */
export interface Reservation {
  warnings: readonly string[];
  /** The item that now waits for the write’s outcome, which is applied to it as soon as the record has one. */
  tracked?: Key | undefined;
}

/** The tracking side of a call: what it may do to something tracked, and what AT&T’s answer tells of it. */
export interface WriteEffects {
  /** Lets a write through if its turn has come, and keeps others from what it is about. @throws Problem `step-not-allowed`, `already-done` */
  reserve: (context: CallContext, requestId: string) => Promise<Reservation>;
  /** Takes back what was reserved for a write of which nothing was sent, while its record still stands. */
  release: (context: CallContext, requestId: string) => Promise<void>;
  /** Whether a write was let through, which always happens before anything is sent; undefined if that leaves no trace. */
  isReserved: (context: CallContext, requestId: string) => Promise<boolean | undefined>;
  /** The item that waits for a write, where one does. For the record of a write whose process ended before it named it. */
  trackedKey: (context: CallContext) => Promise<Key | undefined>;
  /** What AT&T’s answer to a write tells. */
  effectsOf: (context: CallContext, answer: unknown, requestId: string) => WriteResult;
  /** Sees to it that what a write began is followed, where that was only found out by a read. `answer` is that read’s. */
  scheduleFollowUp: (context: CallContext, answer: unknown) => Promise<void>;
  /** Records what AT&T’s answer to a read shows of something tracked. */
  recordObservation: (context: CallContext, answer: unknown) => Promise<void>;
  /** The item that a read’s answer is compared with for it, where its request names that. */
  observedKey: (context: CallContext) => Key | undefined;
}

/** The tracking side of a read. */
export interface ReadEffects extends Pick<WriteEffects, 'recordObservation'> {
  /** Begins to read what is known of what a call is about, while AT&T is asked, where its request says what that is. @returns ends it */
  lookAhead: (context: CallContext) => (() => Promise<void>) | undefined;
}

/** Of what is not tracked. */
export const noEffects: WriteEffects = {
  reserve: () => Promise.resolve({ warnings: [] }),
  release: () => Promise.resolve(),
  isReserved: () => Promise.resolve(undefined),
  trackedKey: () => Promise.resolve(undefined),
  effectsOf: () => ({ update: undefined, items: [] }),
  scheduleFollowUp: () => Promise.resolve(),
  recordObservation: () => Promise.resolve(),
  observedKey: () => undefined,
};
