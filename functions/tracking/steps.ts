import type { Call } from '#runtime/call';
import type { Item } from '#runtime/table';
import type { Learned } from '#tracking/facts';

/** What an answer tells, and items to be stored together with the record of the call. */
export interface Lesson {
  learned: Learned | undefined;
  items: readonly Item[];
}

/** The tracking side of a call: what it may do to something tracked, and what AT&T’s answer tells of it. */
export interface Steps {
  /** Lets a write through if its turn has come. @throws Problem `step-not-allowed`, `already-done` */
  begin: (call: Call, requestId: string) => Promise<{ warnings: readonly string[] }>;
  /** What AT&T’s answer to a write tells. */
  learn: (call: Call, answer: unknown, requestId: string) => Lesson;
  /** Records what AT&T’s answer to a read shows of something tracked. */
  observe: (call: Call, answer: unknown) => Promise<void>;
}
