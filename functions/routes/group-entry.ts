import type { RouteGroup } from '#routes/define-group';

type CamelCase<Id extends string> = Id extends `${infer Word}-${infer Rest}`
  ? `${Word}${Capitalize<CamelCase<Rest>>}`
  : Id;

/** What the function of a group is made by, as a name of `entry/own-route-handlers`. */
export type GroupEntry<Id extends string> = `${CamelCase<Id>}Handler`;

/** @returns the name by the group’s id: `bulk-read` has `bulkReadHandler` */
export const groupEntryOf = <Id extends string>({ id }: Pick<RouteGroup<never, Id>, 'id'>): GroupEntry<Id> => {
  const camelCase = id.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  return `${camelCase}Handler` as GroupEntry<Id>; // The type spells the same.
};
