import { isDeepStrictEqual } from 'node:util';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Condition, Path } from '#platform/table/conditions';
import type { Update } from '#platform/table/expressions';
import type { Item, Key, Table } from '#platform/table/table';

/**
 * A table for seeing what would come of something. What is written stays in it and is seen by its own reads of single items;
 * nothing reaches the table behind it, from which everything else is read.
 */
export const rehearsalTable = (behind: Pick<Table, 'get' | 'query'>): Table => {
  const written = new Map<string, Item | undefined>();
  const get: Table['get'] = async (key) => {
    const address = addressOf(key);
    return written.has(address) ? written.get(address) : behind.get(key);
  };
  const unlessRefused = async (
    key: Key,
    condition: Condition | undefined,
    become: (standing: Item | undefined) => Item | undefined,
  ): Promise<boolean> => {
    const standing = await get(key);
    if (condition && !isTrueOf(standing ?? {}, condition)) return false;
    written.set(addressOf(key), become(standing));
    return true;
  };
  const put: Table['put'] = (item, condition) => unlessRefused(keyIn(item), condition, () => stored(item));
  return {
    get,
    put,
    putAll: async (items) => {
      for (const item of items) await put(item);
    },
    update: async ({ key, condition, ...update }) =>
      (await unlessRefused(key, condition, (standing) => stored(updated(standing ?? { ...key }, update))))
        ? get(key)
        : undefined,
    delete: (key, condition) => unlessRefused(key, condition, () => undefined),
    query: (query) => behind.query(query),
  };
};

const addressOf = ({ pk, sk }: Key): string => JSON.stringify([pk, sk]);

const keyIn = ({ pk, sk }: Item): Key => ({ pk: String(pk), sk: String(sk) });

/** As it would be read again: a copy without what is undefined. */
const stored = (item: Item): Item => unmarshall(marshall(item, { removeUndefinedValues: true }));

const isMap = (value: unknown): value is Item => typeof value === 'object' && value !== null && !Array.isArray(value);

const namesIn = (path: Path): readonly string[] => (typeof path === 'string' ? [path] : path);

const at = (item: Item, path: Path): unknown =>
  namesIn(path).reduce<unknown>(
    (holder, name) => (isMap(holder) && Object.hasOwn(holder, name) ? holder[name] : undefined),
    item,
  );

/** What DynamoDB makes of a condition (`expressions.ts`). */
const isTrueOf = (item: Item, condition: Condition): boolean => {
  switch (condition.is) {
    case 'there':
      return at(item, condition.path) !== undefined;
    case 'not-there':
      return at(item, condition.path) === undefined;
    case 'equal':
      return isEqual(at(item, condition.path), condition.value);
    case 'less':
      return isLess(at(item, condition.path), condition.value);
    case 'containing':
      return isContained(at(item, condition.path), condition.value);
    case 'of-size':
      return sizeOf(at(item, condition.path)) === condition.value;
    case 'shorter':
      return isLess(sizeOf(at(item, condition.path)), condition.value);
    case 'one-of':
      return condition.values.some((value) => isEqual(at(item, condition.path), value));
    case 'not':
      return !isTrueOf(item, condition.of);
    case 'all':
      return condition.of.every((one) => isTrueOf(item, one));
    case 'any':
      return condition.of.some((one) => isTrueOf(item, one));
  }
};

const isEqual = (found: unknown, value: unknown): boolean => found !== undefined && isDeepStrictEqual(found, value);

const isLess = (found: unknown, value: unknown): boolean => {
  if (typeof found === 'number' && typeof value === 'number') return found < value;
  return (
    typeof found === 'string' && typeof value === 'string' && Buffer.compare(Buffer.from(found), Buffer.from(value)) < 0
  );
};

const isContained = (found: unknown, value: unknown): boolean =>
  Array.isArray(found)
    ? found.some((one) => isEqual(one, value))
    : typeof found === 'string' && found.includes(String(value));

const sizeOf = (found: unknown): number | undefined => {
  if (typeof found === 'string') return Buffer.byteLength(found);
  return typeof found === 'object' && found !== null ? Object.keys(found).length : undefined;
};

const given = <V>(members: Readonly<Record<string, V | undefined>> = {}): [string, V][] =>
  Object.entries(members).flatMap(([name, value]): [string, V][] => (value === undefined ? [] : [[name, value]]));

/** @throws where DynamoDB refuses to: a member of what is not there */
const updated = (item: Item, { set, setIn, setIfNone, append, add, remove = [] }: Update): Item => {
  const next = structuredClone(item);
  for (const [name, value] of given(set)) next[name] = value;
  for (const [name, members] of given(setIn)) Object.assign(holderIn(next, [name]), Object.fromEntries(given(members)));
  for (const [name, value] of given(setIfNone)) next[name] = item[name] ?? value;
  for (const [name, entries] of given(append)) next[name] = [...listIn(item, name), ...entries];
  for (const [name, value] of given(add)) next[name] = Number(item[name] ?? 0) + value;
  for (const path of remove) {
    const names = namesIn(path);
    Reflect.deleteProperty(holderIn(next, names.slice(0, -1)), names.at(-1) ?? '');
  }
  return next;
};

const holderIn = (item: Item, path: Path): Item => {
  const holder = at(item, path);
  if (!isMap(holder)) throw new Error(`${namesIn(path).join('.')} is not there.`);
  return holder;
};

const listIn = (item: Item, name: string): readonly unknown[] => {
  const list = item[name] ?? [];
  if (!Array.isArray(list)) throw new Error(`${name} is no list.`);
  return list;
};
