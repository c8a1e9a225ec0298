import type * as z from 'zod';
import { longRunningKinds } from '#domain/mobility/observation';
import { isUnconfirmed as isUnconfirmedLine, lineItemSchema } from '#tracking/line/line-item';
import { isUnconfirmed, longRunningRequestSchema } from '#tracking/long-running/long-running-request';
import { trackedOrderSchema } from '#tracking/order/tracked-order';
import { isMerelyNamed } from '#tracking/unconfirmed';

type Item = Record<string, unknown>;

const readAs =
  <T>(schema: z.ZodType<T>, isSo: (item: T) => boolean) =>
  (item: Item): boolean => {
    const { data } = schema.safeParse(item);
    return data !== undefined && isSo(data);
  };

/** Kinds of items that have an end just as long as nothing is known of them, and whether that is so of one. */
const unconfirmedOf: Readonly<Record<string, (item: Item) => boolean>> = {
  'tracked-order': readAs(trackedOrderSchema, isMerelyNamed),
  line: readAs(lineItemSchema, isUnconfirmedLine),
  ...Object.fromEntries(longRunningKinds.map((kind) => [kind, readAs(longRunningRequestSchema, isUnconfirmed)])),
};

/** What is wrong with the end of such an item, or that it has none; undefined for a kind that is not so. */
export const unconfirmedViolations = (name: string, item: Item, expires: boolean): string[] | undefined => {
  const mustExpire = unconfirmedOf[name]?.(item);
  if (mustExpire === undefined) return undefined;
  if (expires && !mustExpire) return [`${name} expires, and something is known of it.`];
  // A line gets its end right after the entry that nobody waits for.
  return mustExpire && !expires && name !== 'line' ? [`${name} never expires, and nothing is known of it.`] : [];
};
