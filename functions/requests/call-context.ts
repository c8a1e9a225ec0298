import type { Operation } from '#domain/define-operation';
import type { Labels } from '#domain/labels';
import type { ParsedRequest } from '#domain/parsed-request';

/** Who at the partner’s asked for a sensitive change, and why: their words. */
export interface Audit {
  actor?: string | undefined;
  reason?: string | undefined;
}

/** What a call is about, whether it is being made or its record is being looked at. */
export interface CallContext {
  operation: Operation;
  request: ParsedRequest;
  solutionProvider: string;
  clientId: string;
  /** What the caller wants it to be known by. */
  labels?: Labels | undefined;
  /** Versions of what it changes that the caller has read, any of which will do; undefined when every version will. */
  expectedVersions?: readonly number[] | undefined;
  /** Of a read by the gateway itself: when AT&T was asked, at AT&T’s time. What was recorded since counts more than its answer. */
  askedAt?: string | undefined;
  /** Of a sensitive operation. */
  audit?: Audit | undefined;
}
