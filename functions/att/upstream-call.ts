import type { Verdict } from '#att/judge';
import type { TransportError, WireAnswer } from '#att/transport';
import type { BoundBinding, TraceHeaders } from '#att/upstream-request';
import type { Operation } from '#domain/define-operation';
import type { ParsedRequest } from '#domain/parsed-request';
import type { RequestFacts } from '#platform/log';

/** A request to AT&T for a Solution Provider. */
export interface UpstreamCall {
  operation: Operation;
  binding: BoundBinding;
  request: ParsedRequest;
  solutionProvider: string;
  trace: TraceHeaders;
  callId: string;
  /** Gets what became of each request, which is told with the call then; left out, each is told at once. */
  upstream?: RequestFacts[] | undefined;
  /** When the caller has to have an answer, in milliseconds since the epoch. */
  deadline: number;
}

/**
 * AT&T's answer, judged; or no answer at all, but perhaps the beginning of one (`received`). Texts are what AT&T sent, the
 * credentials taken out; the verdict's body has id and status where the operation has them.
 */
export type UpstreamResult =
  | { answer: WireAnswer; verdict: Verdict }
  | { answer?: never; failure: TransportError; received?: WireAnswer | undefined };
