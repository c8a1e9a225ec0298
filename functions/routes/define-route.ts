import type { Route, RouteRequest } from '#domain/define-operation';

/**
 * `data-keys`: the keys that rows of bulk writes are encrypted with and submissions are told apart by. `operations`: the
 * functions of operations that change something. `bulk-writer`: the state machine that carries out bulk writes.
 */
export type RouteResource = 'data-keys' | 'operations' | 'bulk-writer';

interface ExampleAnswer {
  status: number;
  body: unknown;
}

/** A route of the gateway’s own, which asks AT&T nothing. */
export interface OwnRoute extends Route {
  /** Whether it changes a resource that has an `ETag`. */
  takesIfMatch?: true;
  /** Whether it makes something and needs `Idempotency-Key`. */
  needsIdempotencyKey?: true;
  /** Whether it can only check, as a write can. */
  canValidate?: true;
  /** What it works with besides the gateway’s records; its function may use that. */
  uses?: readonly RouteResource[];
  /** One request and its answer, for the documents. */
  example: {
    request: Partial<Record<keyof RouteRequest, unknown>>;
    /** The request’s body as CSV, where it may be sent as that. */
    csv?: string;
    answer: ExampleAnswer;
    /** The answer when only checked. */
    checked?: ExampleAnswer;
  };
}

/** Declares a route and keeps its literal types. */
export const defineRoute = <const R extends OwnRoute>(route: R): R => route;
