/** Who has to act on something. */
export const actors = ['you', 'end-customer', 'old-carrier', 'att'] as const;
export type Actor = (typeof actors)[number];

/** Why an old carrier refuses a port-in, and what helps. */
export interface PortRejection {
  /** Our code. Part of the contract: one may be added, none changes its meaning. */
  code: string;
  /** Other codes AT&T or its neighbours are known or expected to use for it, in capitals with `_`. Our own one always counts. */
  alsoCalled: readonly string[];
  /** Of one that is about a member of the request: how texts write the member, in lower case. */
  member?: RegExp;
  /** Of any other: tells it by AT&T’s text where the code does not. */
  words?: RegExp;
  /** JSON pointers into the body of request-port-in: what has to be corrected there. `''` is the whole request. */
  fields: readonly string[];
  cure: string;
  actor: Actor;
  /** Whether a corrected or repeated request can succeed without AT&T’s help. */
  resubmittable: boolean;
}

/** What is told of a rejection besides what to do. */
export interface RejectionExplanation {
  cause: string;
  /** A body of update-port-in that sends the cured request round again. Values are examples. */
  examplePatch: Readonly<Record<string, unknown>>;
}
