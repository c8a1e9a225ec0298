import type { TableRights } from '#platform/table/table-rights';
import type { OwnRoute } from '#routes/define-route';

/**
 * `data-keys`: the keys that rows of bulk writes are encrypted with and submissions are told apart by. `answer-key`: the key
 * that kept answers are encrypted with. `webhook-key`: the key that secrets of webhook endpoints are encrypted with. `operations`: the functions of operations that change something. `bulk-writer`: the state machine that carries out bulk writes.
 */
export type RouteResource = 'data-keys' | 'answer-key' | 'webhook-key' | 'operations' | 'bulk-writer';

/** Routes of the gateway’s own that one function serves, because they may touch the same. */
export interface RouteGroup<R extends readonly OwnRoute[] = readonly OwnRoute[], Id extends string = string> {
  /** Kebab-case, unique among all functions; names the function and its entry. */
  id: Id;
  /** What the function does, for whoever sees it in a list. */
  description: string;
  routes: R;
  /** What the function may do in the table, which is what its routes do. */
  may: TableRights;
  /** What it works with besides the table. */
  uses?: readonly RouteResource[];
  /** What it is told beside the table’s name. */
  told?: readonly ('workflow' | 'boundReads')[];
}

/** What all routes of a group work with. */
export type DependenciesOf<R extends readonly OwnRoute[]> = {
  [K in keyof R]: R[K] extends OwnRoute<infer D> ? (deps: D) => void : never;
}[number] extends (deps: infer All) => void
  ? All
  : never;

/** Declares a group and keeps the types of its routes. */
export const defineGroup = <const R extends readonly OwnRoute[], const Id extends string>(
  group: RouteGroup<R, Id>,
): RouteGroup<R, Id> => group;
