import type { Condition, Path } from '#platform/table/conditions';

/** What is done to an item. A value that is undefined is left out; an item that is not there is made. */
export interface Update {
  set?: Readonly<Record<string, unknown>> | undefined;
  /** Members of attributes that are there: `{ pending: { contract: … } }`. */
  setIn?: Readonly<Record<string, Readonly<Record<string, unknown>>>> | undefined;
  /** What attributes become that are not there. */
  setIfNone?: Readonly<Record<string, unknown>> | undefined;
  /** Entries at the end of lists, which need not be there. */
  append?: Readonly<Record<string, readonly unknown[] | undefined>> | undefined;
  /** To numbers, which need not be there. */
  add?: Readonly<Record<string, number>> | undefined;
  remove?: readonly Path[] | undefined;
}

/** An expression of DynamoDB’s is text in which names and values stand as aliases, whatever they are. */
export interface Aliases {
  names: Record<string, string>;
  values: Record<string, unknown>;
}

interface Scope extends Aliases {
  nameOf: (path: Path) => string;
  valueOf: (value: unknown) => string;
}

/** One for all expressions of a request. No name stands as it is: DynamoDB reserves 573 words, and `status` is one of them. */
export const newScope = (): Scope => {
  const names: Record<string, string> = {};
  const values: Record<string, unknown> = {};
  const aliases = new Map<string, string>();
  const aliasOf = (name: string): string => {
    const alias = aliases.get(name) ?? `#n${aliases.size}`;
    aliases.set(name, alias);
    names[alias] = name;
    return alias;
  };
  return {
    names,
    values,
    nameOf: (path) => (typeof path === 'string' ? [path] : path).map(aliasOf).join('.'),
    valueOf: (value) => {
      const alias = `:v${Object.keys(values).length}`;
      values[alias] = value;
      return alias;
    },
  };
};

const given = <V>(members: Readonly<Record<string, V>> = {}): [string, V][] =>
  Object.entries(members).filter(([, value]) => value !== undefined);

/** @returns undefined when nothing is to be done */
export const updateExpression = (scope: Scope, update: Update): string | undefined => {
  const { nameOf, valueOf } = scope;
  const sets = [
    ...given(update.set).map(([name, value]) => `${nameOf(name)} = ${valueOf(value)}`),
    ...given(update.setIn).flatMap(([name, members]) =>
      given(members).map(([member, value]) => `${nameOf([name, member])} = ${valueOf(value)}`),
    ),
    ...given(update.setIfNone).map(
      ([name, value]) => `${nameOf(name)} = if_not_exists(${nameOf(name)}, ${valueOf(value)})`,
    ),
    ...given(update.append).map(
      ([name, entries]) =>
        `${nameOf(name)} = list_append(if_not_exists(${nameOf(name)}, ${valueOf([])}), ${valueOf(entries)})`,
    ),
  ];
  const clauses = [
    ['SET', sets],
    ['REMOVE', (update.remove ?? []).map(nameOf)],
    ['ADD', given(update.add).map(([name, value]) => `${nameOf(name)} ${valueOf(value)}`)],
  ] as const;
  const text = clauses.flatMap(([verb, actions]) => (actions.length > 0 ? [`${verb} ${actions.join(', ')}`] : []));
  return text.length > 0 ? text.join(' ') : undefined;
};

export const conditionExpression = (scope: Scope, condition: Condition): string => {
  const { nameOf, valueOf } = scope;
  switch (condition.is) {
    case 'there':
      return `attribute_exists(${nameOf(condition.path)})`;
    case 'not-there':
      return `attribute_not_exists(${nameOf(condition.path)})`;
    case 'equal':
      return `${nameOf(condition.path)} = ${valueOf(condition.value)}`;
    case 'less':
      return `${nameOf(condition.path)} < ${valueOf(condition.value)}`;
    case 'containing':
      return `contains(${nameOf(condition.path)}, ${valueOf(condition.value)})`;
    case 'of-size':
      return `size(${nameOf(condition.path)}) = ${valueOf(condition.value)}`;
    case 'shorter':
      return `size(${nameOf(condition.path)}) < ${valueOf(condition.value)}`;
    case 'one-of':
      return condition.values.length > 0
        ? `${nameOf(condition.path)} IN (${condition.values.map(valueOf).join(', ')})`
        : // DynamoDB refuses a list of none.
          `(attribute_exists(${nameOf(condition.path)}) AND attribute_not_exists(${nameOf(condition.path)}))`;
    case 'not':
      return `NOT ${within(scope, condition.of, ['all', 'any'])}`;
    case 'all':
      return condition.of.map((one) => within(scope, one, ['any'])).join(' AND ');
    case 'any':
      return condition.of.map((one) => conditionExpression(scope, one)).join(' OR ');
  }
};

/** A part of a condition, in parentheses where it binds less than what it stands in: NOT before AND before OR. */
const within = (scope: Scope, condition: Condition, weaker: readonly Condition['is'][]): string => {
  const text = conditionExpression(scope, condition);
  return weaker.includes(condition.is) ? `(${text})` : text;
};

/** Items with one partition key, of the table or of an index. */
export interface KeyRange {
  partition: string;
  /** Which sort keys; all when left out. Both ends of a range count. */
  sort?: { startsWith: string } | { before: string } | { from: string; to: string };
}

export const keyExpression = (
  scope: Scope,
  attributes: { partition: string; sort: string },
  { partition, sort }: KeyRange,
): string => {
  const { nameOf, valueOf } = scope;
  const isPartition = `${nameOf(attributes.partition)} = ${valueOf(partition)}`;
  if (!sort) return isPartition;
  const name = nameOf(attributes.sort);
  if ('startsWith' in sort) return `${isPartition} AND begins_with(${name}, ${valueOf(sort.startsWith)})`;
  if ('before' in sort) return `${isPartition} AND ${name} < ${valueOf(sort.before)}`;
  return `${isPartition} AND ${name} BETWEEN ${valueOf(sort.from)} AND ${valueOf(sort.to)}`;
};
