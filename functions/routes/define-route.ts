import type { Context } from 'aws-lambda';
import type * as z from 'zod';
import type { Caller } from '#api/caller';
import type { GatewayEvent } from '#api/gateway-event';
import { parseTyped, type TypedRequest } from '#api/parse-request';
import type { Route, RouteRequest } from '#domain/define-operation';
import type { LinkPlaces } from '#domain/links';
import type { ProblemCode } from '#domain/problems/problems';

interface ExampleAnswer {
  status: number;
  body: unknown;
}

/** What is said of a route of the gateway’s own, which asks AT&T nothing. */
interface Described extends Route {
  /** Whether it answers with an `ETag`; of a read, 304 to whoever has that version. */
  answersWithTag?: true;
  /** Whether it changes a resource that has an `ETag`. */
  takesIfMatch?: true;
  /**
   * What `Idempotency-Key` is to a route that changes something. `required`, `optional`: repeated under the same key, nothing
   * is made twice. `needless`: repeated, it comes to the same anyway. Refused when left out.
   */
  idempotencyKey?: 'required' | 'optional' | 'needless';
  /** Whether it heeds `x-customer-reference` and `x-metadata`. */
  takesLabels?: true;
  /** Whether it can only check, as a write can. */
  canValidate?: true;
  /** Whether it reads the body itself, because it may be sent in another form than JSON. */
  readsBody?: true;
  /** Where links stand in what it answers. */
  links?: LinkPlaces;
  /**
   * Problems it answers with besides those every route can, those of a body where it takes one, and those of the headers
   * said above.
   */
  problems: readonly ProblemCode[];
  /** One request and its answer, for the documents. */
  example: {
    request: Partial<Record<keyof RouteRequest, unknown>>;
    /** The request’s body as CSV, where it may be sent as that. */
    csv?: string;
    answer: ExampleAnswer;
    /** The same answer as CSV, where `Accept` can ask for that. */
    answerCsv?: string;
    /** The answer when only checked. */
    checked?: ExampleAnswer;
  };
}

/** Who calls for whom, before anything else of the call is looked at. */
export interface OpenedCall {
  event: GatewayEvent;
  context: Context;
  caller: Caller;
  solutionProvider: string;
  /** Versions of what a write changes that the caller has read, any of which will do; undefined when every version will. */
  expectedVersions: readonly number[] | undefined;
}

/** A call of a route, checked: path, query and body are what its schemas make of them. */
export type RouteCall<R extends RouteRequest = RouteRequest> = OpenedCall & TypedRequest<R>;

/** What a route answers. A body that is a text is sent as it is, with a `content-type` among the headers; others as JSON. */
export interface RouteAnswer {
  /** 200 when left out. */
  status?: number;
  headers?: Record<string, string>;
  /** Of the resource in the body; becomes the `ETag`. */
  version?: number;
  body: object | string;
}

/** @typeParam D what the route works with */
export interface OwnRoute<D = never> extends Described {
  /** Checks the request and answers it. @throws Problem of `problems`, or one that every route can answer with */
  answerTo: (call: OpenedCall, deps: D) => Promise<RouteAnswer>;
}

interface Definition<R extends RouteRequest, S extends z.ZodType, D> extends Described {
  request: R;
  response: S;
  answer: (call: RouteCall<R>, deps: D) => Promise<RouteAnswer>;
}

/** Declares a route with how it answers, and keeps the types of its schemas. */
export const defineRoute = <const R extends RouteRequest, S extends z.ZodType, D>({
  answer,
  ...described
}: Definition<R, S, D>): OwnRoute<D> & { request: R; response: S } => ({
  ...described,
  answerTo: async (call, deps) =>
    answer({ ...call, ...parseTyped({ ...described, request: requestOf(described) }, call.event) }, deps),
});

/** As far as it is parsed. */
const requestOf = <R extends RouteRequest>({ request, readsBody }: { request: R; readsBody?: true }): R => {
  if (!readsBody) return request;
  const { body: _body, ...rest } = request;
  return rest as R; // The route does not look at what is left out.
};
