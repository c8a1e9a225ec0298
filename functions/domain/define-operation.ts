import type * as z from 'zod';
import type { LineTrackingRule, LongRunningTrackingRule } from '#domain/mobility/tracking-rules';
import type { Pointer } from '#domain/json/json-pointer';
import type { Stated } from '#domain/contract/statement';
import type { FactName, OrderFactName, Program } from '#domain/order/facts';
import type { ParsedRequest } from '#domain/parsed-request';
import type { SensitiveChange } from '#domain/mobility/sensitive-changes';
import type { OrderStepOf } from '#domain/order/order-workflow';
import type { PollRule } from '#domain/poll-rule';
import type { SuccessRule } from '#domain/success-rule';

/** The three AT&T API families. Each has its own pair of credentials per Solution Provider. */
export type ApiFamily = 'ordering-apex' | 'ordering-alliance' | 'mobility';

/** What a caller may be granted. A grant names Solution Providers and scopes; an operation needs exactly one scope. */
export const scopes = [
  'ordering:read',
  'ordering:write',
  'mobility:read',
  'mobility:write',
  'tracking:read',
  'tracking:write',
  'webhooks:manage',
  'bulk:read',
  'bulk:write',
] as const;
export type Scope = (typeof scopes)[number];

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export type RealEnvironment = 'uat' | 'production';

/**
 * How sure we are of a fact about AT&T's wire.
 * `published`: AT&T prints it for this operation. `partial`: AT&T prints it for a sibling with the same path, or prints
 * only half. `assumed`: chosen by this project; never sent to a real AT&T host unless the tenant states it.
 */
export type Provenance = 'published' | 'partial' | 'assumed';

/** AT&T's service domains. Each lives on a host of its own; the host is all that tells some operations apart. */
export type Domain =
  'quote' | 'end-customer' | 'credit-check' | 'contract' | 'order' | 'order-handoff' | 'order-status' | 'mobility';

/** Names of the two headers AT&T authenticates with. */
export interface CredentialHeaders {
  clientId: string;
  clientSecret: string;
}

/** Where and how AT&T serves an operation. Data, so that a tenant can override any of it without code. */
export interface Binding {
  domain: Domain;
  method: Method;
  /** Path below the base URL. `{name}` is filled from the request's path or query parameters, percent-encoded. */
  path: string;
  /** Of method and path. */
  provenance: Provenance;
  /** Of the members of request and answer, where AT&T prints none of them for this operation. */
  shape?: 'assumed';
  /** Of the base URLs, where AT&T prints them for other operations and it follows from those that they are this one’s too. */
  host?: 'inferred';
  /** Base URLs AT&T prints for this operation, per environment. One that is not public is absent: the operation is unbound there. */
  baseUrls: Partial<Record<RealEnvironment, string>>;
  /** Where the facts come from and what about them is doubtful, in a sentence. */
  source: string;
  /** Header names when they are not `client_id` and `client_secret`. */
  credentialHeaders?: CredentialHeaders;
  /**
   * Members AT&T wants in the body beside the caller's own, e.g. the mode of a line change. `{name}` is filled as in
   * `path`, for an id that the caller gives in the route and AT&T takes in the body. A caller may send them too, with the
   * same value.
   */
  bodyMembers?: Readonly<Record<string, string>>;
  /** JSON pointer to the id AT&T gives to what the call made. */
  idAt?: string;
  /** JSON pointer to AT&T's status word. */
  statusAt?: string;
}

/**
 * `safe`: a read, may be retried. `optional`: a write AT&T would carry out to the same end twice.
 * `required`: a write that makes something; the caller must send `Idempotency-Key`.
 */
export type IdempotencyClass = 'safe' | 'optional' | 'required';

/** How a call bears on a tracked order: which one it is about, which step it takes, what AT&T’s answer tells. */
export type OrderTrackingRule = { [P in Program]: OrderTrackingRuleOf<P> }[Program];

interface OrderTrackingRuleOf<P extends Program> {
  program: P;
  /** Absent for reads, which take no step. */
  step?: OrderStepOf<P>;
  /** Pointers into `{path, query, body}` of the request. */
  quoteIdAt?: Pointer;
  orderIdAt?: Pointer;
  subOrderIdAt?: Pointer;
  /** Pointers into AT&T’s answer, to ids it has just given. */
  newQuoteIdAt?: Pointer;
  newOrderIdAt?: Pointer;
  /** Of every sub-order, where a list stands on the way. */
  newSubOrderIdAt?: Pointer;
  /** What the answer tells beyond the step’s own fact. */
  factsIn?: (answer: unknown) => readonly AnswerFact[];
  /** What the request itself says of the order, known once AT&T has taken it: pointers into it, by fact. */
  factsAsked?: Readonly<Partial<Record<OrderFactName, Pointer>>>;
}

/** Rows of a bulk write go into one call when they differ only in the one element of a list. */
export interface Packing {
  /** Pointer to the list in the request’s body. */
  at: Pointer;
  /** Elements a call may have. */
  most: number;
  /** Pointer into an element, to what tells which one is which. */
  by: Pointer;
  /** The same in AT&T’s answer, where it is not as in the request. */
  answer?: { at: Pointer; by: Pointer };
}

/** A fact read off AT&T’s answer, with the words AT&T answered. */
export interface AnswerFact {
  name: FactName;
  value: string;
  raw?: Record<string, string>;
}

export interface RouteRequest {
  /** Names are those in the route’s path. */
  path?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
}

/** A route a partner can call, described once. */
export interface Route {
  /** Kebab-case, unique; names the folder, the Lambda function and the alarm. */
  id: string;
  scope: Scope;
  /** At most 60 characters, imperative. */
  summary: string;
  description: string;
  /** What a person cannot do while this fails: the text of its alarm. */
  impact: string;
  method: Method;
  /** From `/v1/`. */
  path: `/v1/${string}`;
  request: RouteRequest;
  /** The answer when done. */
  response: z.ZodType;
}

/** What to ask a read. */
export type Question = Pick<ParsedRequest, 'path' | 'query'>;

/** What is known of a write beside its request. */
export interface SentWrite {
  /** When it was sent, or a moment before. */
  at: string;
  /** AT&T’s status word in its answer, where there was one. */
  status?: string | undefined;
  /** How long after `at` AT&T may have been asked and waited for, in milliseconds; absent: as every call. */
  longestMs?: number | undefined;
}

/**
 * How to learn by reading whether a write was carried out. Only where the read can really tell. Requests are the write’s own,
 * their secret members masked; an answer is undefined where AT&T says that it has none.
 */
export interface ReadBack {
  by: ReadOperation;
  /** What to ask it, in every way that the request allows, the best first; asked is the first that AT&T’s address takes. */
  request: (request: ParsedRequest) => readonly Question[];
  /** What to ask it besides, where the first answer leaves it open; the second answer is then the one that counts. */
  then?: (answer: unknown, request: ParsedRequest) => Question | undefined;
  /** What the answer says of the write. */
  verdict: (answer: unknown, request: ParsedRequest, write: SentWrite) => ReadBackVerdict;
  /** What AT&T’s answer to the write would have told, off the read’s. Absent: the read has it in the same places. */
  answer?: (answer: unknown, request: ParsedRequest, write: SentWrite) => unknown;
  /** What cannot be told by it, in a sentence: told to whoever gets no verdict. */
  leavesOpen?: string;
  /** The write is called done only after the read has not contradicted it. */
  confirms?: true;
  /** What is asked where this cannot be. A read that confirms has none. */
  orElse?: Omit<ReadBack, 'confirms' | 'orElse'>;
}

/** An operation that changes nothing. */
export type ReadOperation = Operation & { idempotency: 'safe' };
export type PolledRead = ReadOperation & { polled: PollRule };

/**
 * `not-applied`: the read would certainly show it, and does not. `not-yet`: it does not, and may still come to show it.
 */
export type ReadBackVerdict = 'applied' | 'not-applied' | 'not-yet' | 'undecidable';

/**
 * One AT&T operation, described once: routes, documents, simulator, alarms and tests derive from it. `response` is
 * AT&T’s answer as documented, kept loose: members it does not name pass through.
 */
export interface Operation extends Route {
  family: ApiFamily;
  binding: Binding;
  success: SuccessRule;
  idempotency: IdempotencyClass;
  /** JSON pointers into the request body whose values are never stored, logged or shown: PINs, passcodes, account numbers. */
  secretMembers?: readonly `/${string}`[];
  /** What AT&T’s answer means, in a few words of ours: goes into the header `x-answer-guidance` as JSON, beside the untouched answer. */
  guidance?: (answer: unknown) => object;
  /** How the call bears on a tracked order. */
  order?: OrderTrackingRule;
  /** How the call bears on a port-in, a service activation or a PDP batch. At most one of the three is there. */
  longRunning?: LongRunningTrackingRule;
  /** How the call bears on a line. */
  line?: LineTrackingRule;
  /**
   * A read whose answer may be kept for a few seconds where the tenant wants it, because every write that changes it names
   * the same line or billing account. `numberAt` points into `{path, query}`; a call without it is never kept.
   */
  cacheable?: { of: 'line' | 'account'; numberAt: Pointer };
  /** How what became of a write is found out when AT&T’s answer is lost. */
  readBack?: ReadBack;
  /** Why nothing can find it out, in a sentence. Every write has one of the two. */
  notReadBack?: string;
  /** How a read is repeated until nothing more can come of what it shows. */
  polled?: PollRule;
  /** The read that follows what a write began. Absent where AT&T is through with it when it has answered. */
  polledBy?: PolledRead;
  /** How several of a bulk write’s rows go into one call. Absent: each row is a call. */
  packs?: Packing;
  /** How the tenant’s contract has the documents of the operation, where not as they are described here. */
  stated?: Stated;
  /** What it changes of who has a line, number, messages or address: kept with who asked and why, told, some limited. */
  sensitive?: SensitiveChange;
}

/** What no operation has a place for, so that a member written wrongly does not compile. */
type Unknown<O, Known> = Record<Exclude<keyof O, keyof Known>, never>;

/** A write says how it is found again after a lost answer, or why nothing can. */
type FoundAgain<O extends Operation> = O['idempotency'] extends 'safe'
  ? { readBack?: never; notReadBack?: never }
  : { readBack: ReadBack; notReadBack?: never } | { readBack?: never; notReadBack: string };

/** Declares an operation and keeps its literal types, so that ids and schemas can be inferred from the registry. */
export const defineOperation = <const O extends Operation>(
  operation: O & FoundAgain<O> & Unknown<O, Operation> & UnknownRules<O>,
): O => operation;

type UnknownRules<O extends Operation> = {
  [Rule in 'order' | 'longRunning' | 'line' | 'polled' | 'readBack']?: Unknown<O[Rule], NonNullable<Operation[Rule]>>;
};
