import type { Route, RouteRequest } from '#operations/define-operation';

/** A route of the gateway’s own, which asks AT&T nothing. */
export interface OwnRoute extends Route {
  /** Whether it changes a resource that has an `ETag`. */
  takesIfMatch?: true;
  /** Whether it makes something and needs `Idempotency-Key`. */
  needsIdempotencyKey?: true;
  /** One request and its answer, for the documents. */
  example: { request: Partial<Record<keyof RouteRequest, unknown>>; answer: { status: number; body: unknown } };
}

/** Declares a route and keeps its literal types. */
export const defineRoute = <const R extends OwnRoute>(route: R): R => route;
