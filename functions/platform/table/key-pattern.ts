import { remembered } from '#domain/remembered';

/** Names that stand in braces in a pattern. */
type NameIn<P extends string> = P extends `${string}{${infer Name}}${infer Rest}` ? Name | NameIn<Rest> : never;
type Values<P extends string> = Record<NameIn<P>, string>;

/** How the keys of one kind of item are written: as they stand in the table, with names in braces for what differs. */
export interface KeyPattern<Pk extends string, Sk extends string, KeyOfTable> {
  partition: Pk;
  sort: Sk;
  /** What every partition key, and every sort key, starts with. */
  partitionPrefix: string;
  sortPrefix: string;
  /** The key with these values, under the names of the table’s or the index’s attributes. */
  of(values: Values<Pk> & Values<Sk>): KeyOfTable;
  partitionOf(values: Values<Pk>): string;
  sortOf(values: Values<Sk>): string;
}

/** What stands in a pattern: texts as they are in even places, names of values in odd ones. */
const piecesOf = remembered((pattern) => pattern.split(/\{(\w+)\}/));

const filled = (pattern: string, values: Record<string, string>): string => {
  let text = '';
  for (const [index, piece] of piecesOf(pattern).entries()) text += index % 2 === 0 ? piece : (values[piece] ?? '');
  return text;
};

const prefixOf = (pattern: string): string => pattern.split('{', 1)[0] ?? '';

/** The pattern of a key of the table’s, or of an index of it. */
export const patternOf = <Partition extends string, Sort extends string, Pk extends string, Sk extends string>(
  attributes: { partition: Partition; sort: Sort },
  partition: Pk,
  sort: Sk,
): KeyPattern<Pk, Sk, Record<Partition | Sort, string>> => ({
  partition,
  sort,
  partitionPrefix: prefixOf(partition),
  sortPrefix: prefixOf(sort),
  // The names of the attributes are the literal types; an object made of computed names has lost them.
  of: (values) =>
    ({
      [attributes.partition]: filled(partition, values),
      [attributes.sort]: filled(sort, values),
    }) as Record<Partition | Sort, string>,
  partitionOf: (values) => filled(partition, values),
  sortOf: (values) => filled(sort, values),
});

/** How long an item is kept. */
export interface Lifetime {
  ms: number;
  /** What it is counted from. */
  from: string;
  /** Seconds since the epoch after which DynamoDB removes an item whose time is counted from an instant. */
  expiresAt(fromMs: number): number;
}

/** A stretch of time, e.g. `{ days: 30 }`. */
export type Span = { days: number } | { hours: number };

export const lifetimeOf = (span: Span, from: string): Lifetime => {
  const ms = 'days' in span ? span.days * dayMs : span.hours * hourMs;
  return { ms, from, expiresAt: (fromMs) => Math.ceil((fromMs + ms) / 1000) };
};

export const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;
