import type { LinkPlaces } from '#domain/links';
import { problemTypes, type ProblemCode } from '#domain/problems/problem-types';

export { problemTypes, type ProblemCode };

/** One thing wrong with the request: a member of the body (`pointer`, RFC 6901), or a header, path or query parameter. */
export type FieldError = { detail: string } & ({ pointer: string } | { parameter: string });

/** What AT&T said. `message` is the text AT&T answered, with the Solution Provider's credentials taken out. */
export interface UpstreamFacts {
  status?: number;
  code?: string;
  message?: string;
}

/** Something an order lacks, and what is known of it. */
export interface MissingFact {
  fact: string;
  needed: string;
  known: string;
}

/** A step of an order: one that can be taken now (`available`), or one that waits for what `needs` lists. */
export interface NextStep {
  operation: string;
  method: string;
  path: string;
  subOrderId?: string;
  available: boolean;
  /** It was done before, and can be done once more. */
  again?: true;
  /** Who has to act. */
  actor: 'you' | 'end-customer' | 'att';
  needs: readonly string[];
  description: string;
}

/** Something to be done about a port-in, an activation or a PDP batch. */
export interface LongRunningStep {
  action:
    'wait' | 'read' | 'correct' | 'cancel' | 'ask-customer' | 'contact-old-carrier' | 'open-ticket' | 'request-again';
  /** The operation that does it, where one does. */
  operation?: string;
  method?: string;
  path?: string;
  /** Members of the request it is about: JSON pointers. */
  fields?: readonly string[];
  available: boolean;
  /** Who has to act. */
  actor: 'you' | 'end-customer' | 'old-carrier' | 'att';
  description: string;
}

/** What a problem says beyond its type. Nothing in it may come from a secret. */
export interface ProblemDetails {
  detail?: string;
  hint?: string;
  errors?: readonly FieldError[];
  upstream?: UpstreamFacts;
  /** What the order lacks for the step. */
  missing?: readonly MissingFact[];
  /** What can be done now. */
  nextSteps?: readonly (NextStep | LongRunningStep)[];
  /** Address of the record of the write it is the answer to; goes into the header `x-request-record` as well. */
  request?: string;
  /** Address of the request that did it first. */
  firstRequest?: string;
  /** Seconds; becomes the header `Retry-After`. */
  retryAfterSeconds?: number;
}

/** A problem to be answered with; thrown anywhere in the request path, turned into a response in one place. */
export class Problem extends Error {
  constructor(
    readonly code: ProblemCode,
    readonly details: ProblemDetails = {},
    options?: ErrorOptions,
  ) {
    super(code, options);
    this.name = 'Problem';
  }

  get status(): number {
    return problemTypes[this.code].status;
  }
}

/** `type` of a problem: a stable name, not an address. */
export const problemTypeUri = (code: ProblemCode): string => `urn:att-partner-gateway:problem:${code}`;

/** Where links stand in a problem document. */
export const problemLinks: LinkPlaces = ['/request', '/firstRequest', '/nextSteps/*/path'];

/** The members of an RFC 9457 document for a problem. */
export const problemDocument = (problem: Problem, callId: string): Record<string, unknown> => {
  const { status, title, retryable, hint } = problemTypes[problem.code];
  const { retryAfterSeconds: _, ...details } = problem.details;
  return {
    type: problemTypeUri(problem.code),
    title,
    status,
    code: problem.code,
    retryable,
    hint,
    callId,
    ...details,
  };
};
